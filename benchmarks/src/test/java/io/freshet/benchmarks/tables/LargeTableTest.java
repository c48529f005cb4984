package io.freshet.benchmarks.tables;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LargeTableTest {

    @Test
    void aTableTakesAboutWhatItsDocSaysAndUsesRowsAgain() {
        TableFigures figures = new LargeTable(40_000, 16).measure();

        assertThat(figures.reportedBytes()).isBetween(0.8 * figures.documentedBytes(), 1.6 * figures.documentedBytes());
        assertThat(figures.reused()).isEqualTo(4_000);
        assertThat(figures.recall()).isBetween(0.99, 1.0);
        assertThat(figures.json()).startsWith("{\"rows\":40000,\"dimension\":16,\"heap_bytes_per_row\":");
    }
}
