package io.freshet.jobs.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PortionsTest {
    @Test
    void everyEventIsToldOfOnce() {
        List<Long> told = new ArrayList<>();
        Portions portions = new Portions(told::add);
        for (int event = 0; event < 1_200; event++) {
            portions.one();
        }
        assertThat(told).containsExactly(500L, 500L);
        portions.rest();
        assertThat(told).containsExactly(500L, 500L, 200L);
    }
}
