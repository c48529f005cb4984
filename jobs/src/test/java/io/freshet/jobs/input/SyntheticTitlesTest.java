package io.freshet.jobs.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SyntheticTitlesTest {
    @Test
    void titlesReadLikeProductsOfTheirTheme() {
        assertThat(SyntheticTitles.titleOf("i0")).isEqualTo("Blue ceramic teapot");
        assertThat(SyntheticTitles.titleOf("i32")).isEqualTo("White cast-iron milk jug");
        assertThat(SyntheticTitles.titleOf("i1")).contains("cake pan");
    }

    @Test
    void theFirstEighteenThousandAreAllDifferent() {
        long different = LongStream.range(0, 18_432)
                .mapToObj(number -> SyntheticTitles.titleOf("i" + number))
                .distinct()
                .count();
        assertThat(different).isEqualTo(18_432);
    }

    @Test
    void laterItemsAreFurtherSeries() {
        assertThat(SyntheticTitles.titleOf("i18432")).isEqualTo("Blue ceramic teapot, series 2");
    }

    @Test
    void idsOfOtherStreamsAreCalledByTheirId() {
        assertThat(SyntheticTitles.titleOf("1193")).isEqualTo("item 1193");
        assertThat(SyntheticTitles.titleOf("i")).isEqualTo("item i");
        assertThat(SyntheticTitles.titleOf("i99999999999999999999")).isEqualTo("item i99999999999999999999");
    }
}
