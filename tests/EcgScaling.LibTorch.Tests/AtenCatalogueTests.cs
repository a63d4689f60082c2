using System.Reflection;
using EcgScaling.LibTorch.Dispatch;

namespace EcgScaling.LibTorch.Tests;

public sealed class AtenCatalogueTests
{
    [Fact]
    public void Every_operator_of_the_catalogue_exists_in_this_libtorch()
    {
        var missing = typeof(Aten).GetFields(BindingFlags.Static | BindingFlags.NonPublic)
            .Where(field => field.FieldType == typeof(AtenOp) && !((AtenOp)field.GetValue(null)!).IsAvailable)
            .Select(field => field.Name);

        Assert.Empty(missing);
    }
}
