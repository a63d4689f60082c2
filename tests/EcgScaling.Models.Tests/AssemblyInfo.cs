// Fresh weights come from torch's default generator, which all threads share.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
