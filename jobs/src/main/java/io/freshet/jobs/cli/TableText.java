package io.freshet.jobs.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows of cells in aligned columns: the first to the left, numbers to the right. */
final class TableText {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    TableText row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** Lines without an end. */
    List<String> lines() {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
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
            line.append(column == 0 ? cell + blanks : GAP + blanks + cell);
        }
        return line.toString().stripTrailing();
    }
}
