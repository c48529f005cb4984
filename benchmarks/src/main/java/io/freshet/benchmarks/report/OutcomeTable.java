package io.freshet.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Outcomes for people: one line each, in columns. */
public final class OutcomeTable {
    private static final String GAP = "  ";

    private OutcomeTable() {}

    /** Lines without an end. */
    public static List<String> lines(List<Outcome> outcomes) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("check", "peer", "ours", "peer's", "measured", "(min – max)", "target", "verdict"));
        outcomes.forEach(outcome -> rows.add(row(outcome)));
        return aligned(rows);
    }

    /** The measured figure, its limit and the verdict, in words. */
    public static String sentence(Outcome outcome) {
        if (!outcome.isMeasured()) {
            return verdict(outcome);
        }
        Figure figure = outcome.target().figure();
        Spread spread = figure.over(outcome.samples());
        String limit = limit(outcome);
        return figure.text(spread.median()) + " " + range(figure, spread) + (limit.isEmpty() ? "" : ", target " + limit)
                + ": " + verdict(outcome);
    }

    private static List<String> row(Outcome outcome) {
        Target target = outcome.target();
        String peer = target.peer().label();
        if (!outcome.isMeasured()) {
            return List.of(target.name(), peer, "", "", "", "", limit(outcome), verdict(outcome));
        }
        Spread spread = target.figure().over(outcome.samples());
        return List.of(
                target.name(),
                peer,
                time(Outcome.median(outcome.samples(), target.figure()::ours)),
                time(Outcome.median(outcome.samples(), target.figure()::peer)),
                target.figure().text(spread.median()),
                range(target.figure(), spread),
                limit(outcome),
                verdict(outcome));
    }

    private static String range(Figure figure, Spread spread) {
        return "(" + figure.text(spread.min()) + " – " + figure.text(spread.max()) + ")";
    }

    private static String limit(Outcome outcome) {
        Limit limit = outcome.limit();
        return limit.side() == Limit.Side.NONE
                ? ""
                : limit.sign() + " " + outcome.target().figure().text(limit.value());
    }

    private static String verdict(Outcome outcome) {
        String verdict = outcome.verdict() == Verdict.SKIPPED || outcome.verdict() == Verdict.FAILED
                ? outcome.verdict().name()
                : outcome.verdict().toString();
        return outcome.reason().isEmpty() ? verdict : verdict + ": " + outcome.reason();
    }

    private static String time(double nanos) {
        if (nanos >= 1e6) {
            return String.format(Locale.ROOT, "%.2f ms", nanos / 1e6);
        }
        if (nanos >= 1e3) {
            return String.format(Locale.ROOT, "%.2f µs", nanos / 1e3);
        }
        return String.format(Locale.ROOT, "%.3g ns", nanos);
    }

    /** The first column and the last to the left, what lies between to the right. */
    private static List<String> aligned(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int column = 0; column < columns; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            String blanks = " ".repeat(widths[column] - cell.length());
            boolean left = column < 2 || column == row.size() - 1;
            line.append(column == 0 ? "" : GAP).append(left ? cell + blanks : blanks + cell);
        }
        return line.toString().stripTrailing();
    }
}
