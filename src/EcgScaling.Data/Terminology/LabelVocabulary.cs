namespace EcgScaling.Data.Terminology;

/// <summary>A naming system of ECG labels. The same letters may mean different things in two of them: <c>AMI</c> is an anterior infarction in SCP, an acute one in CinC.</summary>
public enum LabelVocabulary
{
    /// <summary>The six of CODE: <c>1dAVb</c>, <c>ST</c>, ...</summary>
    Code,

    /// <summary>The generator's twelve, see <see cref="Synthetic.SyntheticLabels"/>.</summary>
    Synthetic,

    /// <summary>Abbreviations of the PhysioNet/CinC challenges: <c>IAVB</c>, <c>STach</c>, ...</summary>
    Cinc,

    /// <summary>SCP-ECG statements as PTB-XL uses them: <c>1AVB</c>, <c>STACH</c>, ...</summary>
    Scp,

    /// <summary>The five diagnostic superclasses of PTB-XL: <c>CD</c>, <c>MI</c>, ...</summary>
    Superclass,

    /// <summary>The diagnostic subclasses of PTB-XL: <c>_AVB</c>, <c>ISCA</c>, ...</summary>
    Subclass,

    /// <summary>SNOMED CT codes: <c>270492004</c>.</summary>
    Snomed,

    /// <summary>Statement codes of AHA/ACC/HRS: <c>22</c> or <c>AHA 22</c>.</summary>
    Aha,

    /// <summary>The statements of LUDB in words: <c>I degree AV block</c>.</summary>
    Ludb,

    /// <summary>ICD-10-CM diagnoses without the dot, of any depth: <c>I48</c>, <c>I4891</c>.</summary>
    Icd10,

    /// <summary>Names that no vocabulary here knows; each is a concept of its own.</summary>
    Other,
}
