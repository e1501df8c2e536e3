namespace AcrNetconf.Ptp.Servo.Monitoring;

/// <summary>MTIE and TDEV over ten cells' time; each cell is a tenth of the interval, with its extremes and its mean.</summary>
internal sealed class WanderStage(int cellSeconds)
{
    /// <summary>Cells of one observation interval.</summary>
    public const int Cells = 10;

    // TDEV compares three intervals side by side.
    private const int Kept = 3 * Cells;

    private readonly Cell[] _cells = new Cell[Kept];
    private long _count;
    private double _mtie;
    private double _squares;
    private long _terms;

    /// <summary>The figures; null before one interval has passed.</summary>
    public WanderPoint? Point => _count > Cells
        ? new(cellSeconds * Cells, _mtie, _terms > 0 ? Math.Sqrt(_squares / (6 * _terms)) : null)
        : null;

    /// <summary>Takes a cell; true when ten have come together, with the cell of the next stage.</summary>
    public bool Add(in Cell cell, out Cell whole)
    {
        _cells[_count % Kept] = cell;
        _count++;
        Widen();
        if (_count >= Kept)
        {
            double second = Mean(0) - (2 * Mean(Cells)) + Mean(2 * Cells);
            _squares += second * second;
            _terms++;
        }

        whole = _count % Cells == 0 ? Whole() : default;
        return _count % Cells == 0;
    }

    public void Clear()
    {
        _count = _terms = 0;
        _mtie = _squares = 0;
    }

    /// <summary>Both ends of an interval count: one cell more than fits between them.</summary>
    private void Widen()
    {
        double lowest = double.MaxValue;
        double highest = double.MinValue;
        for (int age = 0; age <= Cells && age < _count; age++)
        {
            ref readonly Cell cell = ref At(age);
            lowest = Math.Min(lowest, cell.Lowest);
            highest = Math.Max(highest, cell.Highest);
        }

        _mtie = Math.Max(_mtie, highest - lowest);
    }

    private double Mean(int youngest)
    {
        double sum = 0;
        for (int age = youngest; age < youngest + Cells; age++)
        {
            sum += At(age).Mean;
        }

        return sum / Cells;
    }

    private Cell Whole()
    {
        Cell whole = At(0) with { Mean = Mean(0) };
        for (int age = 1; age < Cells; age++)
        {
            ref readonly Cell cell = ref At(age);
            whole = whole with { Lowest = Math.Min(whole.Lowest, cell.Lowest), Highest = Math.Max(whole.Highest, cell.Highest) };
        }

        return whole;
    }

    private ref readonly Cell At(int age) => ref _cells[(_count - 1 - age) % Kept];

    internal readonly record struct Cell(double Lowest, double Highest, double Mean);
}
