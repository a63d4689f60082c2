using EcgScaling.Data.Code;
using EcgScaling.Data.Csv;
using EcgScaling.Data.Npy;

namespace EcgScaling.Data.CodeTest;

/// <summary>What people and networks said about the 827 exams of CODE-test; readable without the tracings. One row an exam, in the order of the tracings.</summary>
public static class CodeTestAnnotations
{
    /// <summary>Reads a table of <c>annotations/</c>.</summary>
    /// <param name="folder">The data set's folder, with or without its <c>data/</c>.</param>
    /// <param name="annotator">Whose table.</param>
    /// <returns>Shape <c>(exam, label)</c> in the order of <see cref="CodeLabels.All"/>: 1 or 0.</returns>
    /// <exception cref="EcgDataException">There is no such table, or it holds something else.</exception>
    public static float[][] Read(string folder, CodeTestAnnotator annotator = CodeTestAnnotator.GoldStandard)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var table = CsvTable.Read(Path.Combine(DataFolder(folder), "annotations", FileOf(annotator)));
        var columns = CodeLabels.All.Select(table.Require).ToArray();
        var rows = new float[table.Count][];
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = new float[columns.Length];
            for (var label = 0; label < columns.Length; label++)
            {
                var value = table.Number(row, columns[label]);
                rows[row][label] = value is 0 or 1
                    ? (float)value
                    : throw new EcgDataException(table.Path, $"line {row + 2}, column {CodeLabels.All[label]}", $"'{table.Cell(row, columns[label])}'", "0 or 1", "Take the table as it was published.");
            }
        }

        return rows;
    }

    /// <summary>Reads the probabilities of a published network, <c>dnn_predicts/*.npy</c>.</summary>
    /// <param name="folder">The data set's folder.</param>
    /// <param name="name">The file's name without its ending. Default: the published model.</param>
    /// <returns>Shape <c>(exam, label)</c> in the order of <see cref="CodeLabels.All"/>.</returns>
    /// <exception cref="EcgDataException">There is no such file, or it does not hold six probabilities an exam.</exception>
    public static float[][] Probabilities(string folder, string name = "model")
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        using var file = NpyFile.Open(Path.Combine(folder, "dnn_predicts", name + ".npy"));
        var labels = CodeLabels.All.Count;
        if (file.Header.Shape is not [_, var width] || width != labels)
        {
            throw new EcgDataException(file.Path, "shape", $"({string.Join(", ", file.Header.Shape)})", $"(exam, {labels})", "Check that this is a file of predictions for the six labels.");
        }

        var values = file.ReadAll();
        var bad = Array.FindIndex(values, value => value is not (>= 0 and <= 1));
        return bad < 0
            ? [.. values.Chunk(labels)]
            : throw new EcgDataException(file.Path, $"row {bad / labels}, label {CodeLabels.All[bad % labels]}", $"{values[bad]}", "a probability from 0 to 1", "Fetch the file again.");
    }

    internal static string DataFolder(string folder) => Directory.Exists(Path.Combine(folder, "annotations")) ? folder : Path.Combine(folder, "data");

    internal static string FileOf(CodeTestAnnotator annotator) => annotator switch
    {
        CodeTestAnnotator.GoldStandard => "gold_standard.csv",
        CodeTestAnnotator.Cardiologist1 => "cardiologist1.csv",
        CodeTestAnnotator.Cardiologist2 => "cardiologist2.csv",
        CodeTestAnnotator.Dnn => "dnn.csv",
        CodeTestAnnotator.CardiologyResidents => "cardiology_residents.csv",
        CodeTestAnnotator.EmergencyResidents => "emergency_residents.csv",
        CodeTestAnnotator.MedicalStudents => "medical_students.csv",
        _ => throw new ArgumentOutOfRangeException(nameof(annotator), annotator, "Not a reader of CODE-test."),
    };
}
