using System.Runtime.InteropServices;
using EcgScaling.Data.Augmentation;
using EcgScaling.Data.Preprocessing;
using EcgScaling.Testing;

namespace EcgScaling.Data.Tests.Augmentation;

public sealed class AugmentationGoldenTests
{
    // Edenbrandt and Pahlm 1988, J. Electrocardiol. 21:361: the published inverse of Dower's transform, leads I, II, V1 to V6.
    private static readonly double[] PublishedInverse =
    [
        0.156, -0.010, -0.172, -0.074, 0.122, 0.231, 0.239, 0.194,
        -0.227, 0.887, 0.057, -0.019, -0.106, -0.022, 0.041, 0.048,
        0.022, 0.102, -0.229, -0.310, -0.246, -0.063, 0.055, 0.108,
    ];

    private static readonly LeadSet Leads = LeadSet.Parse("I,II,III,aVR,aVL,aVF,V1,V2,V3,V4,V5,V6,VX");

    public static TheoryData<EcgAugmentation> All =>
    [
        new CropResize(), new TimeOut(), new LeadMask(), new AmplitudeScale { PerLead = true }, new TimeWarp(), new BaselineWander(), new Powerline(), new MuscleNoise(),
        new VcgRotation { MaximumScale = 1.5 }, new RandomCrop { Samples = 200 },
    ];

    [Theory]
    [MemberData(nameof(All))]
    public void EqualsNumpyFromTheSameStream(EcgAugmentation augmentation)
    {
        var shape = new TracingShape(Leads, new SampleRate(250), 400);
        var tracing = new Tracing(shape, Read("input"), new ValidRange(37, 301));
        var expected = Read(augmentation.Name);

        AugmentationChain.Of(augmentation).Apply(tracing, seed: 7, 3, 41);

        Assert.Equal(expected.Length, tracing.Values.Length);
        for (var place = 0; place < expected.Length; place++)
        {
            Assert.Equal(expected[place], tracing.Values[place], 5e-6f);
        }
    }

    [Fact]
    public void TheDipolesOfEightLeadsAreThoseOfThePublishedInverse()
    {
        var inverse = DipoleFit.Of(LeadSet.Eight).Inverse;
        Assert.Equal(PublishedInverse.Length, inverse.Length);
        for (var place = 0; place < inverse.Length; place++)
        {
            Assert.Equal(PublishedInverse[place], inverse[place], 0.002);
        }
    }

    private static float[] Read(string name) => MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Golden.PathOf("augmentations", name + ".f32"))).ToArray();
}
