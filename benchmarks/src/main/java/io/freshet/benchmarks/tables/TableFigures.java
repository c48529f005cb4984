package io.freshet.benchmarks.tables;

import java.util.Locale;

/**
 * What a table of so many rows takes, scanned as FLOAT32 and as INT8.
 *
 * @param heapBytes that the heap grew by for a row, after a collection
 * @param reportedBytes what the table says of itself, for a row
 * @param documentedBytes what its doc says, for a row
 * @param addMicros to add a row
 * @param floatMillis median of the scans for the best 100
 * @param recall share of the exact best 100 that the scans of int8 found
 * @param removeMicros to remove an item
 * @param reuseMicros to add a row in a removed item's place
 */
public record TableFigures(
        int rows,
        int dimension,
        double heapBytes,
        double reportedBytes,
        double documentedBytes,
        double addMicros,
        double floatMillis,
        double int8Millis,
        double recall,
        int reused,
        double removeMicros,
        double reuseMicros) {

    /** One line of JSON. */
    public String json() {
        return String.format(
                Locale.ROOT,
                "{\"rows\":%d,\"dimension\":%d,\"heap_bytes_per_row\":%.1f,\"reported_bytes_per_row\":%.1f,"
                        + "\"documented_bytes_per_row\":%.1f,\"add_us\":%.2f,\"float32_scan_ms\":%.1f,"
                        + "\"int8_scan_ms\":%.1f,\"int8_recall\":%.4f,\"reused_rows\":%d,\"remove_us\":%.2f,"
                        + "\"reuse_us\":%.2f,\"jdk\":\"%s\"}",
                rows,
                dimension,
                heapBytes,
                reportedBytes,
                documentedBytes,
                addMicros,
                floatMillis,
                int8Millis,
                recall,
                reused,
                removeMicros,
                reuseMicros,
                Runtime.version());
    }
}
