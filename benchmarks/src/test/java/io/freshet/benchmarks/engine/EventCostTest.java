package io.freshet.benchmarks.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class EventCostTest {
    private final EventCost cost = new EventCost("ranker", 20.04, 15.5, 24.5, 0.2, 319.6);

    @Test
    void addsUpLearningAndTheList() {
        assertThat(cost.learnAndListMicros()).isEqualTo(40.0);
        assertThat(cost.allMicros()).isEqualTo(60.04);
    }

    @Test
    void isOneLineOfJson() {
        assertThat(cost.json("generated"))
                .startsWith("{\"stream\":\"generated\",\"model\":\"ranker\",\"test_us\":20.0,\"learn_us\":15.5,"
                        + "\"list_us\":24.5,\"learn_and_list_us\":40.0,\"all_us\":60.0,\"learn_bytes\":0,"
                        + "\"list_bytes\":320,\"jdk\":\"")
                .doesNotContain("\n");
    }
}
