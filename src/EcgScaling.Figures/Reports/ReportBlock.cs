using System.Collections.Immutable;

namespace EcgScaling.Figures.Reports;

/// <summary>One piece of a section.</summary>
internal abstract record ReportBlock;

internal sealed record ParagraphBlock(string Text) : ReportBlock;

internal sealed record FindingBlock(FindingTone Tone, string Verdict, string Statement) : ReportBlock;

internal sealed record FigureBlock(IFigure Figure, string? Caption, bool Downloads) : ReportBlock;

internal sealed record TableBlock(ReportTable Table, string? Caption, string? FileName) : ReportBlock;

internal sealed record PairsBlock(ImmutableArray<(string Key, string Value)> Pairs) : ReportBlock;

internal sealed record CodeBlock(string Text) : ReportBlock;

internal sealed record DownloadBlock(string FileName, string MediaType, ReadOnlyMemory<byte> Content) : ReportBlock;

internal sealed record DetailsBlock(string Summary, ReportSection Content) : ReportBlock;
