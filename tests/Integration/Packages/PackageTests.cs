using System.IO.Compression;
using System.Xml.Linq;

namespace EcgScaling.Integration.Tests.Packages;

/// <summary>What a user of the NuGet packages gets, tried from a project that knows nothing but the packages.</summary>
public sealed class PackageTests : IDisposable
{
    private readonly string _scratch = Directory.CreateTempSubdirectory("ecgscaling-packages-").FullName;

    public void Dispose() => Directory.Delete(_scratch, recursive: true);

    [Fact]
    public void Each_library_gives_one_complete_package_and_a_project_made_of_packages_alone_trains_a_step()
    {
        var feed = Path.Combine(_scratch, "feed");
        Repository.Run(Repository.Root, "dotnet", "pack", "EcgScaling.sln", "-c", Repository.Configuration, "--no-build", "--no-restore", "-v", "quiet", "-o", feed);
        var libraries = Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension).Order().ToArray();
        Assert.Equal(libraries, Directory.GetFiles(feed, "*.nupkg").Select(NameOf).Order());
        Assert.Equal(libraries, Directory.GetFiles(feed, "*.snupkg").Select(NameOf).Order());
        Assert.All(Directory.GetFiles(feed, "*.nupkg"), CheckContent);

        TrainFrom(feed);
    }

    private static string NameOf(string package) => string.Join('.', Path.GetFileName(package).Split('.').TakeWhile(part => !char.IsAsciiDigit(part[0])));

    private static void CheckContent(string package)
    {
        var library = NameOf(package);
        using var archive = ZipFile.OpenRead(package);
        var entries = archive.Entries.Select(entry => entry.FullName).ToHashSet();
        Assert.Contains("README.md", entries);
        Assert.Contains($"lib/net10.0/{library}.dll", entries);
        Assert.Contains($"lib/net10.0/{library}.xml", entries);

        using var nuspec = archive.GetEntry($"{library}.nuspec")!.Open();
        var metadata = XDocument.Load(nuspec).Root!.Elements().Single(element => element.Name.LocalName == "metadata").Elements()
            .ToDictionary(element => element.Name.LocalName);
        Assert.Equal("MIT", metadata["license"].Value);
        Assert.Equal("README.md", metadata["readme"].Value);
        Assert.NotEqual("Package Description", metadata["description"].Value);
        Assert.NotEmpty(metadata["tags"].Value);
    }

    private void TrainFrom(string feed)
    {
        var version = Path.GetFileNameWithoutExtension(Directory.GetFiles(feed, "EcgScaling.Core.*.nupkg").Single())["EcgScaling.Core.".Length..];
        var project = Directory.CreateDirectory(Path.Combine(_scratch, "TrainAStep")).FullName;
        // A package cache of its own: the machine's may hold an older build under the same version.
        File.WriteAllText(Path.Combine(project, "nuget.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Path.Combine(_scratch, "cache")}" /></config>
              <packageSources><add key="ecgscaling-scratch" value="{feed}" /></packageSources>
            </configuration>
            """);
        File.WriteAllText(Path.Combine(project, "TrainAStep.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="EcgScaling.Study" Version="{version}" />
              </ItemGroup>
            </Project>
            """);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Packages", "TrainAStep.cs"), Path.Combine(project, "Program.cs"));
        Repository.Run(project, "dotnet", "build", "-c", "Release", "-v", "quiet", "-nodeReuse:false");
        var output = Repository.Run(project, "dotnet", Path.Combine("bin", "Release", "net10.0", "TrainAStep.dll"));
        Assert.StartsWith("trained a step: loss ", output, StringComparison.Ordinal);
    }
}
