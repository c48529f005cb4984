package io.freshet.features;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PairSumsTest {
    private static final float[] WEIGHTS = {3f, 1f, 2f};
    private static final int[] ROWS = {5, 0, 7};

    private final PairSums sums = new PairSums();
    private final EventCounts counts = new EventCounts();

    PairSumsTest() {
        sums.addAll(ROWS, WEIGHTS, 3, 2f, 1f, 8);
        counts.add(5, 4);
        counts.add(0, 1);
    }

    @Test
    void sumsAreScaledByHowOftenTheirRowsWereSeen() {
        float[] scaled = new float[3];
        sums.scaled(counts, new int[0], 0, scaled);

        assertThat(scaled).containsExactly(3f, 2f, 0f);
    }

    /** Row 7 has had no event, so that its factor is 0. */
    @Test
    void rowsThatAreLeftOutAreBelowAllOthersAndKeepTheirSums() {
        float[] scaled = new float[3];
        sums.scaled(counts, new int[] {7, 5, 300}, 3, scaled);

        assertThat(scaled).containsExactly(Float.NEGATIVE_INFINITY, 2f, Float.NEGATIVE_INFINITY);
        assertThat(sums.first(5)).isEqualTo(6f);
        assertThat(sums.first(7)).isEqualTo(4f);
    }
}
