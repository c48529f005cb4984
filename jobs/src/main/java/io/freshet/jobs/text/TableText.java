package io.freshet.jobs.text;

import java.util.ArrayList;
import java.util.List;

/** Cells in columns, the first to the left and all others to the right. Not thread safe. */
public final class TableText {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    public TableText row(String... cells) {
        return row(List.of(cells));
    }

    public TableText row(List<String> cells) {
        rows.add(List.copyOf(cells));
        return this;
    }

    /** Lines without an end. */
    public List<String> lines() {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                widths[column] = Math.max(widths[column], width(row.get(column)));
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            String blanks = " ".repeat(widths[column] - width(cell));
            line.append(column == 0 ? cell + blanks : GAP + blanks + cell);
        }
        return line.toString().stripTrailing();
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
