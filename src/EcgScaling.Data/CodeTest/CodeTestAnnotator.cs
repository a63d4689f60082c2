namespace EcgScaling.Data.CodeTest;

/// <summary>Who read the exams of CODE-test.</summary>
public enum CodeTestAnnotator
{
    /// <summary>What two cardiologists agreed on, or a third decided: <c>gold_standard.csv</c>.</summary>
    GoldStandard = 0,

    /// <summary>The first cardiologist.</summary>
    Cardiologist1 = 1,

    /// <summary>The second cardiologist.</summary>
    Cardiologist2 = 2,

    /// <summary>The network of Ribeiro et al. 2020, at its published thresholds: <c>dnn.csv</c>.</summary>
    Dnn = 3,

    /// <summary>Two 4th-year cardiology residents.</summary>
    CardiologyResidents = 4,

    /// <summary>Two 3rd-year emergency residents.</summary>
    EmergencyResidents = 5,

    /// <summary>Two 5th-year medical students.</summary>
    MedicalStudents = 6,
}
