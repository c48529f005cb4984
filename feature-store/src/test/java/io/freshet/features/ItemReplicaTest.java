package io.freshet.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.embedding.LearnerConfig;
import io.freshet.embedding.RowTable;
import io.freshet.embedding.StableHash;
import io.freshet.embedding.TopK;
import io.freshet.schemas.Coverage;
import io.freshet.schemas.ItemState;
import io.freshet.schemas.RowVersion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ItemReplicaTest {
    /** With deviation 0 every row starts at 0, so whole numbers stay exact. */
    private static final LearnerConfig CONFIG = LearnerConfig.builder()
            .dimension(2)
            .contextLength(1)
            .negatives(4)
            .ringSize(10)
            .deviation(0f)
            .build();

    private static final RowLayout LAYOUT = new RowLayout(CONFIG);
    private static final long INCARNATION = 55;

    @ParameterizedTest(name = "held {0} pushes")
    @ValueSource(ints = {0, 1, 2, 5})
    void aRowThatWasOnlyANegativeWaitsThatManyPushesAndNotOneMore(int heldPushes) {
        ItemReplica replica = replica(heldPushes);
        push(replica, false);
        touch(replica, "a", false);
        for (int push = 0; push < heldPushes; push++) {
            assertThat(push(replica, false)).isEmpty();
            touch(replica, "a", false);
        }

        assertThat(push(replica, false)).extracting(RowDelta::rowId).containsExactly("a");
        assertThat(push(replica, false)).isEmpty();
    }

    @Test
    void positivesContextAndWeightsGoOutWithTheNextPush() {
        ItemReplica replica = replica(100);
        touch(replica, "negative", false);
        touch(replica, "positive", true);
        replica.changes().beforeSource(row(replica, "context"));
        replica.changes().beforeWeights();

        assertThat(push(replica, false))
                .extracting(RowDelta::rowId)
                .containsExactlyInAnyOrder("positive", "context", RowLayout.WEIGHTS_ROW);
        assertThat(replica.unacknowledged()).isEqualTo(4);
    }

    @Test
    void aHeldNegativeGoesOutOnceWhenItBecomesAPositive() {
        ItemReplica replica = replica(2);
        touch(replica, "a", false);
        assertThat(push(replica, false)).isEmpty();
        touch(replica, "a", true);
        touch(replica, "a", false);

        List<RowDelta> pushed = push(replica, false);
        assertThat(pushed).extracting(RowDelta::rowId).containsExactly("a");
        assertThat(pushed.get(0).parts()).isDeepEqualTo(new float[][] {{3f, 0f, 0f, 0f, 0f}, null, null});
        for (int push = 0; push < 5; push++) {
            assertThat(push(replica, false)).isEmpty();
        }
    }

    @Test
    void everythingMeansAlsoWhatIsHeld() {
        ItemReplica replica = replica(100);
        touch(replica, "a", false);
        touch(replica, "b", true);
        touch(replica, "c", false);

        assertThat(push(replica, true)).extracting(RowDelta::rowId).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(push(replica, true)).isEmpty();
    }

    @Test
    void aDeltaIsTheDifferenceSinceTheLastPush() {
        ItemReplica replica = replica(0);
        touch(replica, "a", true);
        replica.popularity().add(row(replica, "a"), 1);
        push(replica, false);
        touch(replica, "a", true);
        touch(replica, "a", true);
        replica.popularity().add(row(replica, "a"), 2);

        RowDelta delta = push(replica, false).get(0);

        assertThat(delta.parts()).isDeepEqualTo(new float[][] {{2f, 0f, 0f, 0f, 0f}, null, null});
        assertThat(delta.count()).isEqualTo(2);
        assertThat(delta.push()).isEqualTo(2);
        assertThat(delta.learner()).isEqualTo(7);
        assertThat(delta.incarnation()).isEqualTo(INCARNATION);
        assertThat(delta.eventTimeMs()).isEqualTo(123);
    }

    @Test
    void aStepStaysUntilARowCoversIt() {
        ItemReplica replica = replica(0);
        OwnedRow owner = OwnedRow.start("a", LAYOUT);
        touch(replica, "a", true);
        RowDelta first = push(replica, false).get(0);
        touch(replica, "a", true);
        RowDelta second = push(replica, false).get(0);
        owner.add(foreign("a", 10f), LAYOUT, 1);
        owner.add(first, LAYOUT, 1);

        assertThat(replica.apply(owner.publish(LAYOUT, 1))).isTrue();
        assertThat(value(replica, "a")).isEqualTo(12f);
        assertThat(replica.unacknowledged()).isEqualTo(1);

        owner.add(second, LAYOUT, 1);
        assertThat(replica.apply(owner.publish(LAYOUT, 1))).isTrue();
        assertThat(value(replica, "a")).isEqualTo(12f);
        assertThat(replica.unacknowledged()).isZero();
    }

    @Test
    void theCoverageOfAnotherLifeOrAnotherLearnerAcknowledgesNothing() {
        ItemReplica replica = replica(0);
        touch(replica, "a", true);
        push(replica, false);

        replica.apply(state("a", new RowVersion(1, 9), List.of(new Coverage(7, INCARNATION - 1, 50)), 0f));
        replica.apply(state("a", new RowVersion(1, 10), List.of(new Coverage(8, INCARNATION, 50)), 0f));
        assertThat(replica.unacknowledged()).isEqualTo(1);
        assertThat(value(replica, "a")).isEqualTo(1f);

        replica.apply(state("a", new RowVersion(1, 13), List.of(new Coverage(7, INCARNATION, 1)), 5f));
        assertThat(replica.unacknowledged()).isZero();
        assertThat(value(replica, "a")).isEqualTo(5f);
    }

    @Test
    void aStaleRowIsIgnoredAndAHigherEpochAlwaysWins() {
        ItemReplica replica = replica(0);

        assertThat(replica.apply(state("a", new RowVersion(4, 10), List.of(), 1f)))
                .isTrue();
        assertThat(replica.apply(state("a", new RowVersion(4, 10), List.of(), 2f)))
                .isFalse();
        assertThat(replica.apply(state("a", new RowVersion(4, 9), List.of(), 3f)))
                .isFalse();
        assertThat(replica.apply(state("a", new RowVersion(3, 99), List.of(), 4f)))
                .isFalse();
        assertThat(value(replica, "a")).isEqualTo(1f);

        assertThat(replica.apply(state("a", new RowVersion(5, 2), List.of(), 6f)))
                .isTrue();
        assertThat(value(replica, "a")).isEqualTo(6f);
        assertThat(replica.apply(state("a", new RowVersion(4, 11), List.of(), 7f)))
                .isFalse();
        assertThat(value(replica, "a")).isEqualTo(6f);
    }

    @Test
    void theScanSeesWhatWasPublished() {
        ItemReplica replica = replica(0);
        replica.apply(state("a", new RowVersion(1, 1), List.of(), 1f));
        replica.apply(state("b", new RowVersion(1, 2), List.of(), 2f));
        TopK best = new TopK();

        assertThat(replica.model().scan(new float[] {1f, 0f}, 5, row -> true, best))
                .isEqualTo(2);
        assertThat(replica.model().index().id(best.row(0))).isEqualTo("b");
        assertThat(best.score(0)).isEqualTo(2f);
    }

    @Test
    void aRowMayCarryOneVectorOnly() {
        ItemReplica replica = replica(0);
        touch(replica, "a", true);
        ItemState sourceOnly = ItemState.builder("a", new RowVersion(1, 5))
                .source(new float[] {8f, 9f}, 2f)
                .count(4)
                .updatedMs(1)
                .build();

        assertThat(replica.apply(sourceOnly)).isTrue();

        int row = row(replica, "a");
        RowTable sources = replica.model().sources();
        assertThat(sources.chunk(row)[sources.offset(row) + 1]).isEqualTo(9f);
        assertThat(sources.accumulator(row)).isEqualTo(2f);
        assertThat(value(replica, "a")).isEqualTo(1f);
        assertThat(replica.popularity().count(row)).isEqualTo(4);
    }

    @Test
    void aRowThatWithTheOwnChangesIsNotFiniteIsLeftOutAsAWholeUntilTheNextOne() {
        ItemReplica replica = replica(0);
        touch(replica, "a", true);
        replica.model().targets().accumulator(row(replica, "a"), 3e38f);

        ItemState bad = ItemState.builder("a", new RowVersion(1, 5))
                .target(new float[] {7f, 7f}, 3e38f)
                .bias(7f, 7f)
                .source(new float[] {7f, 7f}, 7f)
                .count(9)
                .updatedMs(1)
                .build();
        assertThat(replica.apply(bad)).isFalse();

        int row = row(replica, "a");
        assertThat(replica.refused()).isEqualTo(1);
        assertThat(value(replica, "a")).isEqualTo(1f);
        assertThat(replica.model().bias(row)).isZero();
        assertThat(replica.model().sources().accumulator(row)).isZero();
        assertThat(replica.popularity().count(row)).isZero();

        push(replica, false);
        assertThat(replica.apply(state("a", new RowVersion(1, 6), List.of(new Coverage(7, INCARNATION, 1)), 5f)))
                .isTrue();
        assertThat(value(replica, "a")).isEqualTo(5f);
        assertThat(replica.refused()).isEqualTo(1);
    }

    @Test
    void aPublishedVectorThatIsTooLongIsCut() {
        ItemReplica replica = replica(0);

        replica.apply(state("a", new RowVersion(1, 1), List.of(), 3e38f));

        assertThat(value(replica, "a")).isEqualTo(CONFIG.maxNorm());
    }

    @Test
    void aRowOfAnotherDimensionIsRefused() {
        ItemState wide = ItemState.builder("a", new RowVersion(1, 5))
                .target(new float[3], 0f)
                .count(4)
                .updatedMs(1)
                .build();

        assertThatThrownBy(() -> replica(0).apply(wide))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("row 'a' has 3 values, but this model has 2: use one dimension and context length for a"
                        + " topic, or another topic prefix");
    }

    @Test
    void loopSettingsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new LoopConfig(0, 1)).hasMessage("pushEvents is 0: set it to 1 or more");
        assertThatThrownBy(() -> new LoopConfig(1, 1, 0)).hasMessage("alonePushEvents is 0: set it to 1 or more");
        assertThatThrownBy(() -> new LoopConfig(1, -1)).hasMessage("heldPushes is -1: set it between 0 and 10000");
    }

    @Test
    void whatIsNotPushedCanBeSeenAsItWouldBePushedAndIsPushedAllTheSame() {
        ItemReplica replica = replica(100);
        touch(replica, "pushed", true);
        push(replica, false);
        touch(replica, "negative", false);
        touch(replica, "negative", false);
        touch(replica, "positive", true);

        List<RowDelta> seen = new ArrayList<>();
        replica.unpushed(123, seen::add);

        assertThat(seen).extracting(RowDelta::rowId).containsExactlyInAnyOrder("negative", "positive");
        assertThat(seen).allMatch(delta -> delta.parts()[RowLayout.TARGET][0] > 0);
        assertThat(push(replica, true))
                .usingRecursiveComparison()
                .ignoringFields("push")
                .ignoringCollectionOrder()
                .isEqualTo(seen);
        seen.clear();
        replica.unpushed(123, seen::add);
        assertThat(seen).isEmpty();
    }

    @Test
    void aLearnerIsHeardWhenARowNamesItsLastPushThatHadNews() {
        ItemReplica replica = replica(100);
        assertThat(replica.isHeard()).isTrue();
        touch(replica, "a", true);
        push(replica, false);
        push(replica, false);
        assertThat(replica.isHeard()).isFalse();

        replica.apply(state("a", new RowVersion(1, 1), List.of(new Coverage(7, INCARNATION + 1, 1)), 1f));
        assertThat(replica.isHeard()).as("of another life").isFalse();
        replica.apply(state("a", new RowVersion(1, 2), List.of(new Coverage(7, INCARNATION, 1)), 1f));
        assertThat(replica.isHeard()).isTrue();
    }

    @Test
    void anInheritedChangeIsOfTheNextPushAndStaysUntilARowCoversIt() {
        ItemReplica replica = replica(100);
        push(replica, false);

        row(replica, "a");
        RowDelta inherited = replica.inherit(foreign("a", 2f));

        assertThat(inherited.learner()).isEqualTo(7);
        assertThat(inherited.incarnation()).isEqualTo(INCARNATION);
        assertThat(inherited.push()).isEqualTo(2);
        assertThat(inherited.parts()[RowLayout.TARGET][0]).isEqualTo(2f);
        replica.apply(state("a", new RowVersion(2, 1), List.of(), 5f));
        assertThat(value(replica, "a"))
                .as("published after a restore, before the change came to the owner")
                .isEqualTo(7f);
        push(replica, false);
        assertThat(replica.isHeard()).isFalse();
        replica.apply(state("a", new RowVersion(2, 2), List.of(new Coverage(7, INCARNATION, 2)), 7f));
        assertThat(value(replica, "a")).as("once").isEqualTo(7f);
        assertThat(replica.unacknowledged()).isZero();
        assertThat(replica.isHeard()).isTrue();
    }

    @Test
    void aRowThatCoversWhatWasInheritedCoversNoOwnStepOfTheFirstPush() {
        ItemReplica replica = replica(100);
        row(replica, "a");
        RowDelta inherited = replica.inherit(foreign("a", 2f));
        touch(replica, "a", true);
        RowDelta own = push(replica, false).get(0);
        assertThat(own.push()).isGreaterThan(inherited.push());

        List<Coverage> inheritedOnly = List.of(new Coverage(7, INCARNATION, inherited.push()));
        replica.apply(state("a", new RowVersion(2, 5), inheritedOnly, 12f));

        assertThat(value(replica, "a"))
                .as("the owner's 10, the inherited 2, the own 1")
                .isEqualTo(13f);
        assertThat(replica.isHeard()).isFalse();
    }

    private static ItemReplica replica(int heldPushes) {
        return new ItemReplica(CONFIG, new LoopConfig(1, heldPushes), 7, INCARNATION);
    }

    /** Adds 1 to the first value of the target. */
    private static void touch(ItemReplica replica, String id, boolean positive) {
        int row = row(replica, id);
        replica.changes().beforeTarget(row, positive);
        RowTable targets = replica.model().targets();
        targets.chunk(row)[targets.offset(row)] += 1f;
        replica.model().targetChanged(row, replica.model().bias(row));
    }

    private static float value(ItemReplica replica, String id) {
        int row = row(replica, id);
        return replica.model().targets().chunk(row)[replica.model().targets().offset(row)];
    }

    private static int row(ItemReplica replica, String id) {
        return replica.model().rowOf(StableHash.of(id), id);
    }

    private static List<RowDelta> push(ItemReplica replica, boolean everything) {
        List<RowDelta> pushed = new ArrayList<>();
        replica.push(everything, 123, pushed::add);
        return pushed;
    }

    private static RowDelta foreign(String id, float value) {
        return new RowDelta(id, 1, 1, 1, new float[][] {{value, 0, 0, 0, 0}, null, null}, 0, 0);
    }

    private static ItemState state(String id, RowVersion version, List<Coverage> covers, float value) {
        return ItemState.builder(id, version)
                .target(new float[] {value, 0f}, 0f)
                .source(new float[] {0f, 0f}, 0f)
                .covers(covers)
                .updatedMs(1)
                .build();
    }
}
