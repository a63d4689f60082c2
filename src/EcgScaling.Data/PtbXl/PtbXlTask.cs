namespace EcgScaling.Data.PtbXl;

/// <summary>Which statements of PTB-XL are the labels (Strodthoff et al. 2021, the tasks of its benchmark).</summary>
public enum PtbXlTask
{
    /// <summary>The five diagnostic superclasses NORM, MI, STTC, CD, HYP.</summary>
    Superclass = 0,

    /// <summary>The diagnostic subclasses.</summary>
    Subclass = 1,

    /// <summary>The diagnostic statements.</summary>
    Diagnostic = 2,

    /// <summary>The form statements.</summary>
    Form = 3,

    /// <summary>The rhythm statements.</summary>
    Rhythm = 4,

    /// <summary>All statements.</summary>
    All = 5,
}
