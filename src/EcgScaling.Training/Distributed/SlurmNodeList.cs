namespace EcgScaling.Training.Distributed;

/// <summary>SLURM's short form of node names, such as <c>gpu[01-03,7],login1</c> or <c>rack[1-2]n[5-9]</c>.</summary>
internal static class SlurmNodeList
{
    /// <summary>The first node's name, or null where the text is no such list.</summary>
    public static string? First(string list)
    {
        var name = new System.Text.StringBuilder();
        for (var place = 0; place < list.Length; place++)
        {
            switch (list[place])
            {
                case ',':
                    return name.Length > 0 ? name.ToString() : null;
                case ']':
                    return null;
                case '[':
                    var end = list.IndexOf(']', place);
                    var choices = end < 0 ? string.Empty : list[(place + 1)..end];
                    var first = choices.Split(',', '-')[0];
                    if (first.Length == 0 || !first.All(char.IsAsciiDigit))
                    {
                        return null;
                    }

                    name.Append(first);
                    place = end;
                    break;
                case var letter:
                    name.Append(letter);
                    break;
            }
        }

        return name.Length > 0 ? name.ToString() : null;
    }
}
