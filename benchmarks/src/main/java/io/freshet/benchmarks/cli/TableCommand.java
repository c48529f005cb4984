package io.freshet.benchmarks.cli;

import io.freshet.benchmarks.tables.LargeTable;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench table}: what a very large table takes, as one line of JSON. */
@Command(
        name = "table",
        description =
                "Fills a table, and measures its memory, its scans, and the removal and reuse of a tenth of its rows.",
        footer = {"", "FRESHET_JAVA_OPTS=\"-XX:+UseG1GC -Xmx10g\" gives it the heap that ten million rows need."},
        mixinStandardHelpOptions = true)
final class TableCommand implements Callable<Integer> {
    private final PrintStream out;

    @Option(names = "--rows", defaultValue = "10000000", description = "How many (default: ${DEFAULT-VALUE}).")
    private int rows;

    @Option(names = "--dimension", defaultValue = "64", description = "Of the vectors (default: ${DEFAULT-VALUE}).")
    private int dimension;

    TableCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        if (rows < 1_000 || dimension < 1 || dimension > 4_096) {
            throw new IllegalArgumentException("rows is " + rows + " and dimension " + dimension
                    + ": at least 1,000 rows of 1 to 4,096 values can be measured");
        }
        LargeTable table = new LargeTable(rows, dimension);
        long mebibytes = table.neededHeap() >> 20;
        long allowed = Runtime.getRuntime().maxMemory() >> 20;
        if (allowed < mebibytes) {
            out.println("SKIPPED: " + rows + " rows need a heap of " + mebibytes + " MiB, but the JVM may take "
                    + allowed + ": set FRESHET_JAVA_OPTS=\"-XX:+UseG1GC -Xmx" + mebibytes + "m\"");
        } else {
            out.println(table.measure().json());
        }
        return 0;
    }
}
