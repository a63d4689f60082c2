using EcgScaling.Samples.EvaluateScores;

// Measures the scores of a model against known labels.
//   EvaluateScores --scores model.npy --gold gold_standard.csv                         AUROC, AUPRC, F1, losses, calibration, with intervals
//   ... --decisions dnn.csv | --thresholds 0.1,0.2 | --validation-scores V --validation-gold G    what F1 rests on; default: one half
//   ... --compare other.npy                                                            paired differences between two models
//   ... --challenge                                                                    the CinC 2021 score
//   ... --json                                                                         nothing but JSON on standard output
return EvaluateCommand.Create().Parse(args).Invoke();
