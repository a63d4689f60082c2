using System.Buffers.Binary;
using System.Globalization;
using EcgScaling.Data.Loading;
using EcgScaling.Data.Synthetic;
using FsCheck.Fluent;

namespace EcgScaling.Data.Tests.Loading;

/// <summary>Prepared stores that are wrong in one way each: ten exams of eight leads and 32 samples, as scaled 16-bit integers.</summary>
public sealed class StoreMalformedTests : IDisposable
{
    private const int RecordBytes = 8 * 32 * 2;
    private const int IndexBytes = 32 + (4 * 12);
    private static readonly int Mutants = int.Parse(Environment.GetEnvironmentVariable("ECGSCALING_MUTANTS") ?? "20000", CultureInfo.InvariantCulture);
    private readonly TemporaryFolder _folder = new();

    public StoreMalformedTests()
    {
        using var source = new SyntheticEcgSource(new SyntheticOptions { Count = 10, Samples = 128 });
        // One exam in quarantine, so that slots and places differ.
        using var failing = new CountingSource(source, index => index == 3);
        PreparedStore.Build(failing, "resample(100)|leads(8)|crop(32)", _folder.Path, new PreparedStoreOptions { Element = StoredElement.Scaled16 }).Dispose();
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("\"version\": 1", "\"version\": 2", "2")]
    [InlineData("\"version\": 1", "\"version\": \"1\"", "not the description of a prepared store")]
    [InlineData("\"version\": 1,", "", "not the description of a prepared store")]
    [InlineData("\"slots\": 10", "\"slots\": -10", "-10")]
    [InlineData("\"slots\": 10", "\"slots\": 11", "5120 bytes")]
    [InlineData("\"slots\": 10", "\"slots\": 9", "5120 bytes")]
    [InlineData("\"slots\": 10", "\"slots\": 2147483647", "5120 bytes")]
    [InlineData("\"slots\": 10", "\"slots\": 99999999999", "not the description of a prepared store")]
    [InlineData("\"slots\": 10", "\"slots\": 10.5", "not the description of a prepared store")]
    [InlineData("\"slots\": 10", "\"slots\": null", "not the description of a prepared store")]
    [InlineData("\"Samples\": 32", "\"Samples\": 0", "")]
    [InlineData("\"Samples\": 32", "\"Samples\": -32", "")]
    [InlineData("\"Samples\": 32", "\"Samples\": 2147483647", "2147483647 samples of 8 leads")]
    [InlineData("\"Samples\": 32", "\"Samples\": 64", "5120 bytes")]
    [InlineData("\"element\": \"Scaled16\"", "\"element\": \"Exact32\"", "5120 bytes")]
    [InlineData("\"element\": \"Scaled16\"", "\"element\": \"Scaled8\"", "not the description of a prepared store")]
    [InlineData("\"element\": \"Scaled16\"", "\"element\": \"7\"", "7, Millivolts")]
    [InlineData("\"unit\": \"Millivolts\"", "\"unit\": \"99\"", "Scaled16, 99")]
    [InlineData("\"unit\": \"Millivolts\"", "\"unit\": \"furlongs\"", "not the description of a prepared store")]
    [InlineData("\"slot\": 3", "\"slot\": 10", "slot 10 of 10")]
    [InlineData("\"slot\": 3", "\"slot\": -1", "slot -1 of 10")]
    [InlineData("\"slot\": 3", "\"slot\": \"three\"", "not the description of a prepared store")]
    [InlineData("\"1dAVb\",", "", "800 bytes")]
    [InlineData("{", "", "not the description of a prepared store")]
    [InlineData("\"warnings\"", "\"warning\"", "not the description of a prepared store")]
    public void EachKindOfDescriptionHasItsOutcome(string from, string to, string found)
    {
        var text = File.ReadAllText(_folder.File("store.json"));
        Assert.Contains(from, text, StringComparison.Ordinal);
        var place = text.IndexOf(from, StringComparison.Ordinal);
        File.WriteAllText(_folder.File("store.json"), text[..place] + to + text[(place + from.Length)..]);

        var error = Assert.Throws<EcgDataException>(() => PreparedStore.Open(_folder.Path));

        Assert.StartsWith(found, error.Found, StringComparison.Ordinal);
        Assert.NotEmpty(error.Fix);
    }

    [Theory]
    [InlineData("store.json", 0, "not the description of a prepared store")]
    [InlineData("tracings.bin", 0, "0 bytes")]
    [InlineData("tracings.bin", (10 * RecordBytes) - 1, "5119 bytes")]
    [InlineData("tracings.bin", (10 * RecordBytes) + 1, "5121 bytes")]
    [InlineData("index.bin", (10 * IndexBytes) - 4, "796 bytes")]
    [InlineData("tracings.bin", -1, "no such file")]
    [InlineData("index.bin", -1, "no such file")]
    [InlineData("store.json", -1, "no prepared store")]
    public void FilesOfAnotherLengthAreRefused(string file, int length, string found)
    {
        if (length < 0)
        {
            File.Delete(_folder.File(file));
        }
        else
        {
            using var cut = new FileStream(_folder.File(file), FileMode.Open);
            cut.SetLength(length);
        }

        Assert.Equal(found, Assert.Throws<EcgDataException>(() => PreparedStore.Open(_folder.Path)).Found);
    }

    [Theory]
    [InlineData(8, -1, "32 recorded samples from -1")]
    [InlineData(8, 1, "32 recorded samples from 1")]
    [InlineData(8, int.MaxValue, "32 recorded samples from 2147483647")]
    [InlineData(12, 33, "33 recorded samples from 0")]
    [InlineData(12, -5, "-5 recorded samples from 0")]
    [InlineData(16, 0, "the scale 0")]
    [InlineData(16, 0x7FC00000, "the scale NaN")]
    [InlineData(16, 0x7F800000, "the scale Infinity")]
    public void AnEntryThatCannotBeIsNamed(int field, int value, string found)
    {
        var bytes = File.ReadAllBytes(_folder.File("index.bin"));
        // The exam in the fourth place is in the fifth slot.
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan((4 * IndexBytes) + field), value);
        File.WriteAllBytes(_folder.File("index.bin"), bytes);
        using var store = PreparedStore.Open(_folder.Path);

        var room = new float[8 * 32];
        Assert.Equal(ValidRange.All(32), store.Read(2, room));
        var error = Assert.Throws<EcgDataException>(() => store.Read(3, room));
        Assert.Equal(("slot 4", found), (error.Place, error.Found));
    }

    [Fact]
    public void SexesAndIdsThatAreNotThereAreNamed()
    {
        var bytes = File.ReadAllBytes(_folder.File("index.bin"));
        bytes[24] = 9;
        File.WriteAllBytes(_folder.File("index.bin"), bytes);
        File.WriteAllText(_folder.File("ids.txt"), "1\n2\n");
        using (var store = PreparedStore.Open(_folder.Path))
        {
            Assert.Equal("the sex 9", Assert.Throws<EcgDataException>(() => store.SexOf(0)).Found);
            Assert.Equal("2 ids", Assert.Throws<EcgDataException>(() => store.ExamId(0)).Found);
        }

        File.Delete(_folder.File("ids.txt"));
        using var without = PreparedStore.Open(_folder.Path);
        Assert.Equal("0 ids", Assert.Throws<EcgDataException>(() => without.ExamId(0)).Found);
    }

    /// <summary>20,000 of them; ECGSCALING_MUTANTS says another number.</summary>
    [Fact]
    public void MutantsAreReadOrRefused()
    {
        string[] names = ["store.json", "index.bin", "tracings.bin", "ids.txt"];
        var originals = names.Select(name => File.ReadAllBytes(_folder.File(name))).ToArray();
        var room = new float[1 << 16];
        var mutants = from files in ByteMutant.Several(40, 10, 40, 40).Generator from hostile in Gen.Choose(0, int.MaxValue - 1) from fields in Gen.Choose(0, 9) select (files, hostile, fields);
        var (read, refused) = MutantCheck.Run(Mutants, Arb.From(mutants), mutant =>
        {
            for (var file = 0; file < names.Length; file++)
            {
                File.WriteAllBytes(_folder.File(names[file]), mutant.files[file].Apply(originals[file]));
            }

            if (mutant.fields < 4)
            {
                // The index keeps its length, and its fields hold tempting numbers.
                File.WriteAllBytes(_folder.File(names[1]), HostileBytes.Of(originals[1], new RandomStream(12, "mutants/store", mutant.hostile)));
            }

            using var store = PreparedStore.Open(_folder.Path);
            for (var index = 0; index < store.Count; index++)
            {
                var valid = store.Read(index, room);
                Assert.InRange(valid.End, 0, store.Spec.Samples);
                _ = (store.SexOf(index), store.Age(index), store.PatientKey(index), store.ExamId(index));
            }

            return true;
        });

        Assert.True(read > Mutants / 20 && refused > Mutants / 20, $"{read} read, {refused} refused");
    }
}
