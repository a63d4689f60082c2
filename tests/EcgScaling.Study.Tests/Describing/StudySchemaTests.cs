namespace EcgScaling.Study.Tests.Describing;

public sealed class StudySchemaTests
{
    [Fact]
    public void The_schema_in_the_guide_is_that_of_the_types()
    {
        var path = Path.Combine(Root(), "docs", "study", "study.schema.json");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, StudySchema.ToJson());
        }

        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), StudySchema.ToJson().ReplaceLineEndings("\n"));
    }

    [PythonFact("jsonschema")]
    public void Every_preset_and_every_study_in_the_samples_obeys_the_schema_and_a_mistake_does_not()
    {
        using var folder = new TemporaryFolder();
        string[] files =
        [
            .. StudyPresets.All.Select(preset =>
            {
                var path = folder[preset.Key + ".json"];
                File.WriteAllText(path, preset.Value.Spec.ToJson());
                return path;
            }),
            .. Directory.EnumerateFiles(Path.Combine(Root(), "samples", "RealStudy"), "*.json"),
        ];
        var wrong = folder["wrong.json"];
        File.WriteAllText(wrong, """{ "name": "x", "familes": [], "data": { "sizes": [true] } }""");
        File.WriteAllText(folder["check.py"], """
            import json, sys
            from jsonschema import Draft202012Validator
            schema = json.load(open(sys.argv[1]))
            Draft202012Validator.check_schema(schema)
            for path in sys.argv[2:]:
                errors = [error.message for error in Draft202012Validator(schema).iter_errors(json.load(open(path)))]
                print(path, len(errors), errors[:2])
            """);
        var lines = PythonFactAttribute.Run(folder["check.py"], [Path.Combine(Root(), "docs", "study", "study.schema.json"), .. files, wrong]);
        Assert.Equal(files.Length + 1, lines.Length);
        Assert.All(lines[..^1], line => Assert.Contains(" 0 []", line, StringComparison.Ordinal));
        Assert.DoesNotContain(" 0 []", lines[^1], StringComparison.Ordinal);
    }

    private static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at!.FullName, "EcgScaling.sln")))
        {
            at = at.Parent;
        }

        return at.FullName;
    }
}
