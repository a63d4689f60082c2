using System.Globalization;
using EcgScaling.Data.Csv;

namespace EcgScaling.Data.PtbXl;

/// <summary>Who each PTB-XL exam was recorded from, as far as a <c>ptbxl_database*.csv</c> of the folder says.</summary>
internal static class People
{
    public static Dictionary<long, Person> Of(string folder)
    {
        var people = new Dictionary<long, Person>();
        foreach (var path in Directory.EnumerateFiles(folder, "ptbxl_database*.csv").Order(StringComparer.Ordinal))
        {
            var table = CsvTable.Read(path);
            var (id, patient, age, sex) = (table.Require("ecg_id"), table.Require("patient_id"), table.Require("age"), table.Require("sex"));
            for (var row = 0; row < table.Count; row++)
            {
                var years = table.Number(row, age);
                people.TryAdd(table.Integer(row, id), new Person(
                    table.Integer(row, patient).ToString(CultureInfo.InvariantCulture),
                    // 300 stands for older than 89 in the published table.
                    years >= 200 ? 90 : years,
                    table.Cell(row, sex) switch { "0" or "0.0" => Sex.Male, "1" or "1.0" => Sex.Female, _ => Sex.Unknown }));
            }
        }

        return people;
    }

    internal readonly record struct Person(string Id, double Age, Sex Sex);
}
