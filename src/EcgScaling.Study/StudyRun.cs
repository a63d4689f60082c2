using EcgScaling.Data;
using EcgScaling.Figures.Notebooks;
using EcgScaling.Figures.Reports;
using EcgScaling.Study.Measuring;
using EcgScaling.Study.Planning;
using EcgScaling.Study.Preparing;
using EcgScaling.Study.Reporting;
using EcgScaling.Study.Results;
using EcgScaling.Study.Running;
using EcgScaling.Study.Storing;
using Microsoft.Extensions.Logging;

namespace EcgScaling.Study;

/// <summary>A plan in its folder: run it, look how far it is, read what it says. Opening the same folder again goes on where it was.</summary>
[TypeFormatterSource(typeof(NotebookFormatters))]
public sealed class StudyRun : INotebookReport
{
    internal StudyRun(StudyPlan plan, StudyFolder folder) => (Plan, Folder) = (plan, folder);

    /// <summary>The plan.</summary>
    public StudyPlan Plan { get; }

    /// <summary>Its folder.</summary>
    public StudyFolder Folder { get; }

    /// <summary>Opens a study that was planned into a folder before.</summary>
    /// <exception cref="EcgDataException">There is no plan, or it cannot be read.</exception>
    public static StudyRun Open(string folder)
    {
        var at = new StudyFolder(folder);
        return new StudyRun(at.LoadPlan(), at);
    }

    /// <summary>
    /// Makes or prepares the records, once; what is there already is kept. <see cref="RunAsync"/> does so itself.
    /// </summary>
    /// <exception cref="EcgDataException">The records cannot be read or written.</exception>
    /// <exception cref="StudyRunException">The disk is full or cannot be written.</exception>
    public void Prepare(IProgress<DataProgress>? progress = null, CancellationToken cancellation = default)
    {
        try
        {
            StudyData.Prepare(Plan, Folder, progress, cancellation);
        }
        catch (Exception error) when (StorageTrouble.Of(error) is { } trouble)
        {
            throw new StudyRunException($"The records cannot be prepared in {Folder.DataPath}: {trouble.TrimEnd('.')}. What was made so far is kept: make room, or give write permission, and run it again.", error);
        }
    }

    /// <summary>
    /// Runs what is not done yet, on this machine, and analyses the whole. Cancelling lets running trials write a checkpoint; running again goes on from there
    /// with the same numbers as if nothing had happened.
    /// </summary>
    /// <param name="local">How; default: <see cref="LocalRun"/>'s.</param>
    /// <param name="progress">Told where every trial stands, about twice a second.</param>
    /// <param name="preparing">Told how far the preparation of the records is.</param>
    /// <param name="loggers">Where log lines go; null for nowhere.</param>
    /// <param name="cancellation">Asks to stop.</param>
    /// <returns>The analysis. Trials that failed for good are listed in its results and do not stop the others.</returns>
    /// <exception cref="OperationCanceledException">It was asked to stop; run again to go on.</exception>
    /// <exception cref="SpecException">The plan cannot run, for example because its records are only declared.</exception>
    public async Task<StudyAnalysis> RunAsync(
        LocalRun? local = null,
        IProgress<StudyProgress>? progress = null,
        IProgress<DataProgress>? preparing = null,
        ILoggerFactory? loggers = null,
        CancellationToken cancellation = default)
    {
        await Task.Run(() => Prepare(preparing, cancellation), cancellation).ConfigureAwait(false);
        var exit = await new LocalLauncher(Plan, Folder, local ?? new LocalRun(), loggers).RunAsync(progress, cancellation).ConfigureAwait(false);
        if (exit == WorkerExit.Requeue)
        {
            throw new OperationCanceledException("The study was stopped; its checkpoints are kept. Run it again to go on.", cancellation);
        }

        await Task.Run(() => MeasureTransfer(cancellation: cancellation), cancellation).ConfigureAwait(false);
        return Analyse();
    }

    /// <summary>
    /// Measures encoders of finished trials on transfer tasks that were added to the plan since, in this process. <see cref="RunAsync"/> does so itself; new trials measure
    /// as part of their run. Stopped and called again it goes on with what is missing.
    /// </summary>
    /// <param name="progress">Told how many of the trials are measured.</param>
    /// <param name="cancellation">Asks to stop.</param>
    public void MeasureTransfer(IProgress<(int Done, int Of)>? progress = null, CancellationToken cancellation = default)
    {
        var store = Folder.OpenStore();
        var missing = Plan.Trials.Where(trial => store.StatusOf(trial.Key).State == TrialState.Done && !TransferFiles.Missing(store.FolderOf(trial.Key), Plan.Tasks).IsEmpty).ToArray();
        if (missing.Length == 0)
        {
            return;
        }

        using var runner = new TrialRunner(Plan, Folder);
        for (var place = 0; place < missing.Length; place++)
        {
            progress?.Report((place, missing.Length));
            runner.CatchUp(missing[place], store.FolderOf(missing[place].Key), cancellation);
        }

        progress?.Report((missing.Length, missing.Length));
    }

    /// <summary>Where the study stands now; running workers are not disturbed.</summary>
    public StudyProgress Status() => new StudyMonitor(Plan, Folder.OpenStore()).Look();

    /// <summary>What has been measured so far.</summary>
    public StudyResults Results() => StudyResults.Read(Plan, Folder.OpenStore());

    /// <summary>What the measurements say so far.</summary>
    public StudyAnalysis Analyse() => StudyAnalyser.Analyse(Results());

    /// <summary>Writes the report: HTML, Markdown, tables as CSV and JSON, all into the folder's <c>report/</c>.</summary>
    /// <param name="analysis">What to report; default: what is measured so far.</param>
    /// <returns>The path of the HTML file, which needs no other.</returns>
    public string WriteReport(StudyAnalysis? analysis = null) => 
        StudyReportFiles.Write(analysis ?? Analyse(), Folder.ReportPath, LearningCurve.ReadAll(analysis?.Results ?? Results(), Folder.OpenStore())).Html;

    HtmlReport INotebookReport.ToReport() => StudyReport.Of(Analyse());

    /// <summary>Lets trials that failed for good be tried again.</summary>
    public void RetryFailed()
    {
        var store = Folder.OpenStore();
        foreach (var unfinished in Results().Unfinished.Where(unfinished => unfinished.Status.Failure is not null))
        {
            store.Retry(unfinished.Trial.Key);
        }
    }
}
