package io.freshet.benchmarks.report;

import static io.freshet.benchmarks.report.Limit.atLeast;
import static io.freshet.benchmarks.report.Limit.atMost;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OutcomeTest {

    @Test
    void theMedianRatioDecidesNotTheRatioOfTheSums() {
        Outcome outcome = Outcomes.measured(Peer.JAVA, Figure.SPEED, atLeast(2), 190, 200, 9_000);

        assertThat(outcome.verdict()).isEqualTo(Verdict.REACHED);
        assertThat(Figure.SPEED.over(outcome.samples())).isEqualTo(new Spread(2, 1.9, 90));
        assertThat(Outcomes.measured(Peer.JAVA, Figure.SPEED, atLeast(2), 190, 199, 9_000)
                        .verdict())
                .isEqualTo(Verdict.MISSED);
    }

    @Test
    void aTimeMustStayBelowItsLimit() {
        assertThat(Outcomes.measured(Peer.C, Figure.TIME, atMost(2), 50).verdict())
                .isEqualTo(Verdict.REACHED);
        assertThat(Outcomes.measured(Peer.C, Figure.TIME, atMost(2), 49).verdict())
                .isEqualTo(Verdict.MISSED);
        assertThat(Outcomes.measured(Peer.C, Figure.MICROSECONDS, atMost(0.1), 1)
                        .verdict())
                .isEqualTo(Verdict.REACHED);
    }

    @Test
    void withoutATargetAFigureIsInformation() {
        assertThat(Outcomes.measured(Peer.C, Figure.SPEED, Limit.NONE, 100).verdict())
                .isEqualTo(Verdict.INFORMATION);
    }

    @Test
    void aFaissWithoutAvx512IsNotComparableHoweverFastWeAre() {
        Target target = Outcomes.target(Peer.FAISS, Figure.SPEED, atLeast(1.1));
        Machine wide = Outcomes.machine("25.0.3", 25, PeerBuild.of("1.12.0", "AVX-512: OPTIMIZE AVX512"));

        assertThat(Outcome.measured(target, Outcomes.JDK_25, Outcomes.samples(300))
                        .verdict())
                .isEqualTo(Verdict.NOT_COMPARABLE);
        assertThat(Outcome.measured(target, wide, Outcomes.samples(300)).verdict())
                .isEqualTo(Verdict.REACHED);
    }

    @Test
    void anOpenBlasThatUsesLessOfTheCpuThanWeDoIsNotComparable() {
        Target target = Outcomes.target(Peer.OPENBLAS, Figure.SPEED, atLeast(1.4));
        List<Sample> samples = Outcomes.samples(300);
        Map<Peer, PeerBuild> old = Map.of(Peer.OPENBLAS, PeerBuild.of("0.3.21", "Prescott"));
        Map<Peer, PeerBuild> current = Map.of(Peer.OPENBLAS, PeerBuild.of("0.3.21", "SkylakeX, AVX-512"));

        assertThat(Outcome.measured(target, new Machine("", 17, "", "vector-512", 512, old), samples)
                        .verdict())
                .isEqualTo(Verdict.NOT_COMPARABLE);
        assertThat(Outcome.measured(target, new Machine("", 17, "", "vector-256", 256, old), samples)
                        .verdict())
                .isEqualTo(Verdict.REACHED);
        assertThat(Outcome.measured(target, new Machine("", 17, "", "vector-512", 512, current), samples)
                        .verdict())
                .isEqualTo(Verdict.REACHED);
    }

    @Test
    void aTargetCanAskForLessOnAnOlderJava() {
        Target target = Outcomes.target(Peer.JAVA, Figure.SPEED, Limit.NONE)
                .withLimit(java -> java < 21 ? atLeast(1) : atLeast(1.1));
        Machine old = Outcomes.machine("17.0.15", 17, PeerBuild.of("", ""));

        assertThat(Outcome.measured(target, old, Outcomes.samples(105)).verdict())
                .isEqualTo(Verdict.REACHED);
        assertThat(Outcome.measured(target, Outcomes.JDK_25, Outcomes.samples(105))
                        .verdict())
                .isEqualTo(Verdict.MISSED);
    }

    @Test
    void aMissSaysWhatMemoryWouldAllow() {
        Sample sample = new Sample(1_000, 10, 2_000, 10, 800, 10, 1, 1, 0, 0);
        Target target = Outcomes.target(Peer.JAVA, Figure.SPEED, atLeast(4));

        assertThat(Outcome.measured(target, Outcomes.JDK_25, List.of(sample)).reason())
                .isEqualTo("merely reading the bytes is 2.50×");
    }

    @Test
    void aPeerThatDoesNotFindAllIsToldWithItsRecall() {
        Sample sample = new Sample(1_000, 10, 2_000, 10, 0, 0, 0.9996, 0.953, 0, 0);
        Target target = Outcomes.target(Peer.JAVA, Figure.SPEED, Limit.NONE);

        assertThat(Outcome.measured(target, Outcomes.JDK_25, List.of(sample)).reason())
                .isEqualTo("its recall is 0.953, ours 0.9996");
    }

    @Test
    void ofRivalsOnlyTheFastestIsJudged() {
        Target target = Outcomes.target(Peer.C, Figure.SPEED, atLeast(1.4));
        Outcome slow = Outcome.measured(target.among("sgemm"), Outcomes.JDK_25, Outcomes.samples(300));
        Outcome fast = Outcome.measured(target.among("sgemm"), Outcomes.JDK_25, Outcomes.samples(150));
        Outcome other = Outcome.measured(target, Outcomes.JDK_25, Outcomes.samples(400));

        assertThat(Outcome.judgedByFastestRival(List.of(slow, fast, other)))
                .extracting(Outcome::verdict)
                .containsExactly(Verdict.INFORMATION, Verdict.REACHED, Verdict.REACHED);
    }

    @Test
    void rivalsOnAnotherJdkDoNotCount() {
        Target target = Outcomes.target(Peer.C, Figure.SPEED, atLeast(1.4)).among("sgemm");
        Machine old = Outcomes.machine("17.0.15", 17, PeerBuild.of("", ""));

        assertThat(Outcome.judgedByFastestRival(List.of(
                        Outcome.measured(target, old, Outcomes.samples(300)),
                        Outcome.measured(target, Outcomes.JDK_25, Outcomes.samples(150)))))
                .extracting(Outcome::verdict)
                .containsExactly(Verdict.REACHED, Verdict.REACHED);
    }
}
