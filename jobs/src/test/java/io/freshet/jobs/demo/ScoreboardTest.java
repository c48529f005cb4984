package io.freshet.jobs.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.jobs.demo.Latencies.Percentiles;
import io.freshet.jobs.local.Ledger;
import io.freshet.schemas.Evaluation;
import io.freshet.schemas.Recommendations;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ScoreboardTest {
    private final Ledger ledger = new Ledger();

    @Test
    void rateIsHitsAmongTheFirstTenOverAllEvents() {
        Scoreboard scoreboard = scoreboard(false);
        play(scoreboard, event("a").rank(1).popularityRank(11));
        play(scoreboard, event("b").rank(10).popularityRank(10));
        play(scoreboard, event("c").rank(11));
        play(scoreboard, event("d").rank(0));
        Summary summary = scoreboard.summary();
        assertThat(summary.hitRate()).isEqualTo(0.5);
        assertThat(summary.popularityHitRate()).isEqualTo(0.25);
    }

    @Test
    void anEventThatWasNotRankedIsLeftOutOfTheAveragesButLearned() {
        Scoreboard scoreboard = scoreboard(false);
        play(scoreboard, event("a").rank(1).popularityRank(1));
        play(scoreboard, event("b").unevaluated().popularityRank(1));
        assertThat(scoreboard.summary().hitRate()).isEqualTo(1.0);
        assertThat(scoreboard.summary().popularityHitRate()).isEqualTo(1.0);
        assertThat(scoreboard.summary().learned()).isEqualTo(2);
    }

    @Test
    void anItemConsumedBeforeIsLeftOutOfTheAverageButLearned() {
        Scoreboard scoreboard = scoreboard(false);
        play(scoreboard, event("a").rank(1));
        play(scoreboard, event("b").consumedBefore());
        assertThat(scoreboard.summary().hitRate()).isEqualTo(1.0);
        assertThat(scoreboard.summary().learned()).isEqualTo(2);
    }

    @Test
    void onRepeatDataNothingIsLeftOut() {
        Scoreboard scoreboard = scoreboard(true);
        play(scoreboard, event("a").rank(1));
        play(scoreboard, event("b").consumedBefore());
        assertThat(scoreboard.summary().hitRate()).isEqualTo(0.5);
    }

    @Test
    void aSecondCopyOfAnEvaluationListOrDeadLetterIsNotCounted() {
        Scoreboard scoreboard = scoreboard(false);
        Evaluation evaluation = event("a").rank(1).build();
        ledger.publish("a");
        assertThat(scoreboard.evaluation(evaluation, 5)).isTrue();
        assertThat(scoreboard.evaluation(evaluation, 6)).isFalse();
        assertThat(scoreboard.recommendations(list("r1", "a"), 5)).isTrue();
        assertThat(scoreboard.recommendations(list("r1", "a"), 6)).isFalse();
        scoreboard.deadLetter(0, 1, 5);
        scoreboard.deadLetter(0, 1, 6);
        Summary summary = scoreboard.summary();
        assertThat(summary.learned()).isEqualTo(1);
        assertThat(summary.recommendations()).isEqualTo(1);
        assertThat(summary.deadLetters()).isEqualTo(1);
    }

    @Test
    void unaccountedAreThoseNeitherLearnedNorDead() {
        Scoreboard scoreboard = scoreboard(false);
        play(scoreboard, event("learned").rank(1));
        play(scoreboard, event("ignored").unlearned());
        ledger.publish("dead");
        ledger.appended("dead", 0, 9, 1000);
        scoreboard.deadLetter(0, 9, 1001);
        ledger.publish("lost");
        assertThat(scoreboard.unaccounted()).isEqualTo(2);
    }

    @Test
    void skewUsersAndItemsAreThoseOfTheEvaluations() {
        Scoreboard scoreboard = scoreboard(false);
        play(scoreboard, event("a").user("u1").item("i1").skew(0));
        play(scoreboard, event("b").user("u1").item("i2").skew(40));
        play(scoreboard, event("c").user("u2").item("i2").skew(7));
        Summary summary = scoreboard.summary();
        assertThat(summary.users()).isEqualTo(2);
        assertThat(summary.items()).isEqualTo(2);
        assertThat(summary.outOfOrder()).isEqualTo(2);
        assertThat(summary.maxSkewMs()).isEqualTo(40);
    }

    @Test
    void speedIsAnswersOverTheTimeFromFirstAppendToLastAnswer() {
        Scoreboard scoreboard = scoreboard(false);
        for (int i = 0; i < 3; i++) {
            ledger.publish("e" + i);
            ledger.appended("e" + i, 0, i, 1000 + i);
            scoreboard.evaluation(event("e" + i).build(), 1500 + 250 * i);
        }
        assertThat(scoreboard.summary().eventsPerSecond()).isEqualTo(3.0);
    }

    @Test
    void latencyIsFromTheEventsAppendToItsFirstListWhicheverIsToldFirst() {
        Latencies latencies = new Latencies();
        Scoreboard scoreboard = new Scoreboard(ledger, false, latencies);
        latencies.appended("a", 100);
        scoreboard.recommendations(list("r1", "a"), 104);
        scoreboard.recommendations(list("r2", "b"), 230);
        latencies.appended("b", 200);
        assertThat(scoreboard.summary().latency()).isEqualTo(new Percentiles(4, 30));
    }

    @Test
    void theLineHasTheAgreedFieldsInOrder() {
        Summary summary = new Summary(5, 4, 3, 1, 2, 6, 0.25, 0.125, 1, 40, 1234.5, new Percentiles(3, 17));
        assertThat(summary.toJson())
                .isEqualTo(
                        "{\"events\":5,\"learned\":4,\"recommendations\":3,\"dead_letters\":1,\"users\":2,\"items\":6,"
                                + "\"hr@10\":0.25,\"popularity_hr@10\":0.125,\"out_of_order\":1,\"max_skew_ms\":40,"
                                + "\"events_per_second\":1234.5,\"latency_ms\":{\"p50\":3,\"p99\":17}}");
    }

    @Test
    void withoutARateLatencyIsNull() {
        assertThat(scoreboard(false).summary().toJson()).endsWith("\"latency_ms\":null}");
    }

    private Scoreboard scoreboard(boolean repeat) {
        return new Scoreboard(ledger, repeat, null);
    }

    private void play(Scoreboard scoreboard, EvaluationBuilder event) {
        Evaluation evaluation = event.build();
        ledger.publish(evaluation.eventId());
        scoreboard.evaluation(evaluation, 1000);
    }

    private static EvaluationBuilder event(String id) {
        return new EvaluationBuilder(id);
    }

    private static Recommendations list(String id, String trigger) {
        return new Recommendations(id, "u", Recommendations.INTERACTION, trigger, 0, "m", null, List.of());
    }
}
