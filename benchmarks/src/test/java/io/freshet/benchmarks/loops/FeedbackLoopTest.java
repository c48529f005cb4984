package io.freshet.benchmarks.loops;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.freshet.schemas.Interaction;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FeedbackLoopTest {
    @Test
    void theGiniIndexIsTheOneWorkedOutByHand() {
        assertThat(FeedbackLoop.gini(new long[] {5, 5, 5, 5})).isCloseTo(0, within(1e-12));
        assertThat(FeedbackLoop.gini(new long[] {0, 0, 0, 8})).isCloseTo(0.75, within(1e-12));
        assertThat(FeedbackLoop.gini(new long[] {3, 1})).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void everybodyTakesAnItemOfTheListInEveryRound() {
        Set<List<Object>> taken = new HashSet<>();
        Policy firstTen = new Policy() {
            @Override
            public List<String> list(Interaction next, int limit) {
                return IntStream.range(0, limit).mapToObj(i -> "item" + i).toList();
            }

            @Override
            public void learn(Interaction event) {
                taken.add(List.of(event.userId(), event.itemId(), event.eventTimeMs()));
            }
        };

        List<FeedbackLoop.Round> rounds = new FeedbackLoop(new Crowd(7, 40, 1), 1).run(firstTen, 3);

        assertThat(rounds).hasSize(3);
        assertThat(rounds).allSatisfy(round -> {
            assertThat(round.shown()).isCloseTo(0.25, within(1e-12));
            assertThat(round.gini()).isCloseTo(0.75, within(1e-12));
        });
        assertThat(taken).hasSize(7 * (5 + 3));
    }

    @Test
    void theSameSeedsGiveTheSameRounds() {
        assertThat(run()).isEqualTo(run());
    }

    @Test
    void whatIsLikedIsTakenMoreOften() {
        Crowd crowd = new Crowd(1, 10, 3);
        int[] list = IntStream.range(0, 10).toArray();
        SplittableRandom random = new SplittableRandom(1);
        int[] taken = new int[10];
        for (int i = 0; i < 10_000; i++) {
            taken[crowd.choose(0, list, random)]++;
        }

        double liked = 0;
        double any = 0;
        for (int item = 0; item < 10; item++) {
            liked += taken[item] / 10_000.0 * crowd.liking(0, item);
            any += crowd.liking(0, item) / 10;
        }
        assertThat(liked).isGreaterThan(any + 0.2);
    }

    private static List<FeedbackLoop.Round> run() {
        return new FeedbackLoop(new Crowd(20, 60, 2), 2)
                .run(requireNonNull(Policies.all(false).get("ranker")).get(), 2);
    }
}
