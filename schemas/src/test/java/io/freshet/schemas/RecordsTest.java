package io.freshet.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecordsTest {
    private static final String LONGEST = "a".repeat(512);

    @Test
    void refusalNamesFieldValueLimitAndRemedy() {
        assertThatThrownBy(() -> Interaction.of("e", LONGEST + "b", "i", 1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("userId is 513 UTF-16 units long")
                .hasMessageContaining("at most 512")
                .hasMessageEndingWith("shorten or hash it")
                .hasMessageMatching("(?s).{0,200}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\nb", "\u0000a", "a\u0085", "a\uD83C", "\uDFACa", "\uD83C\uD83C"})
    void idsThatAreEmptyOrCarryControlCharactersOrHalfCharactersAreRefused(String id) {
        assertRefused("eventId", () -> Interaction.of(id, "u", "i", 1, 0));
        assertRefused("userId", () -> Interaction.of("e", id, "i", 1, 0));
        assertRefused("itemId", () -> Interaction.of("e", "u", id, 1, 0));
        assertRefused("sessionId", () -> interaction("type", id, null));
        assertRefused("recommendationId", () -> interaction("type", null, id));
        assertRefused("itemId", () -> new Item(id, null, List.of(), true, null, 0));
        assertRefused("requestId", () -> request(id, "u", 1, List.of(), List.of(), List.of(), null, 0));
        assertRefused("userId", () -> request("r", id, 1, List.of(), List.of(), List.of(), null, 0));
        assertRefused("contextItems", () -> request("r", "u", 1, List.of("i", id), List.of(), List.of(), null, 0));
        assertRefused("candidates", () -> request("r", "u", 1, List.of(), List.of(id), List.of(), null, 0));
        assertRefused("excludes", () -> request("r", "u", 1, List.of(), List.of(), List.of(id), null, 0));
        assertRefused("itemId", () -> recommended(id, 0, 1, Map.of()));
        assertRefused("recommendationId", () -> recommendations(id, "u", "request", "t", 0, "m"));
        assertRefused("userId", () -> recommendations("r", id, "request", "t", 0, "m"));
        assertRefused("triggerId", () -> recommendations("r", "u", "request", id, 0, "m"));
        assertRefused("eventId", () -> evaluation(id, "u", "i", 0, true, 1, 1, 0, "m"));
        assertRefused("userId", () -> evaluation("e", id, "i", 0, true, 1, 1, 0, "m"));
        assertRefused("itemId", () -> evaluation("e", "u", id, 0, true, 1, 1, 0, "m"));
        assertRefused("erasureId", () -> new Erasure(id, "u", 0));
        assertRefused("userId", () -> new Erasure("x", id, 0));
        assertRefused("erasureId", () -> new ErasureReceipt(id, "u", 0, List.of(), List.of(), 0));
        assertRefused("userId", () -> new ErasureReceipt("x", id, 0, List.of(), List.of(), 0));
        assertRefused("kind", () -> new Control(id, "", 0, 0));
        assertRefused("recommendationId", () -> new Impression(id, "u", List.of(), 0));
        assertRefused("userId", () -> new Impression("r", id, List.of(), 0));
        assertRefused("itemIds", () -> new Impression("r", "u", List.of(id), 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u0000", "\u0000\u0000", "a\u0000", "a\uD83C"})
    void rowIdsMayCarryOneLeadingNulOnly(String id) {
        assertRefused("rowId", () -> row(id, null, 0, null, 0, 0));
    }

    @Test
    void longestAndForeignIdsAreAccepted() {
        assertThatCode(() -> Interaction.of("日本", LONGEST, "🎬 a", 1, 0)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void numbersThatAreNotFiniteAreRefused(float odd) {
        float[] vector = {0, odd};
        assertRefused("weight", () -> Interaction.of("e", "u", "i", odd, 0));
        assertRefused("content", () -> new Item("i", null, List.of(), true, vector, 0));
        assertRefused("score", () -> recommended("i", odd, 1, Map.of()));
        assertRefused("propensity", () -> recommended("i", 0, odd, Map.of()));
        assertRefused("features.age", () -> recommended("i", 0, 1, Map.of("age", odd)));
        assertRefused("target", () -> row("i", vector, 0, null, 0, 0));
        assertRefused("bias", () -> row("i", null, odd, null, 0, 0));
        assertRefused("source", () -> row("i", null, 0, vector, 0, 0));
        assertRefused("targetAccumulator", () -> accumulators(odd, 0, 0, null, null));
        assertRefused("biasAccumulator", () -> accumulators(0, odd, 0, null, null));
        assertRefused("sourceAccumulator", () -> accumulators(0, 0, odd, null, null));
        assertRefused("weights", () -> accumulators(0, 0, 0, vector, null));
        assertRefused("weightAccumulators", () -> accumulators(0, 0, 0, null, vector));
    }

    @Test
    void negativeTimesAndCountsAreRefused() {
        assertRefused("eventTimeMs", () -> Interaction.of("e", "u", "i", 1, -1));
        assertRefused("updatedMs", () -> new Item("i", null, List.of(), true, null, -1));
        assertRefused("requestTimeMs", () -> request("r", "u", 1, List.of(), List.of(), List.of(), null, -1));
        assertRefused("eventTimeMs", () -> recommendations("r", "u", "request", "t", -1, "m"));
        assertRefused("epoch", () -> new RowVersion(-1, 0));
        assertRefused("counter", () -> new RowVersion(0, -1));
        assertRefused("learner", () -> new Coverage(-1, 0, 0));
        assertRefused("lastPush", () -> new Coverage(0, 0, -1));
        assertRefused("count", () -> row("i", null, 0, null, -1, 0));
        assertRefused("updatedMs", () -> row("i", null, 0, null, 0, -1));
        assertRefused("eventTimeMs", () -> evaluation("e", "u", "i", -1, true, 1, 1, 0, "m"));
        assertRefused("skewMs", () -> evaluation("e", "u", "i", 0, true, 1, 1, -1, "m"));
        assertRefused("requestedMs", () -> new Erasure("x", "u", -1));
        assertRefused("erasedMs", () -> new ErasureReceipt("x", "u", -1, List.of(), List.of(), 0));
        assertRefused("remainingUntilMs", () -> new ErasureReceipt("x", "u", 0, List.of(), List.of(), -1));
        assertRefused("epoch", () -> new Control("k", "", -1, 0));
        assertRefused("updatedMs", () -> new Control("k", "", 0, -1));
        assertRefused("shownMs", () -> new Impression("r", "u", List.of(), -1));
    }

    @Test
    void emptyLabelsAreRefused() {
        assertRefused("type", () -> interaction("", null, null));
        assertRefused("categories", () -> new Item("i", null, List.of(""), true, null, 0));
        assertRefused("category", () -> request("r", "u", 1, List.of(), List.of(), List.of(), "", 0));
        assertRefused("sources", () -> new RecommendedItem("i", 0, List.of(""), 1, Map.of()));
        assertRefused("modelVersion", () -> recommendations("r", "u", "request", "t", 0, ""));
        assertRefused("modelVersion", () -> evaluation("e", "u", "i", 0, true, 1, 1, 0, ""));
        assertRefused("erased", () -> new ErasureReceipt("x", "u", 0, List.of(""), List.of(), 0));
        assertRefused("remaining", () -> new ErasureReceipt("x", "u", 0, List.of(), List.of(""), 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1001})
    void limitOutsideOneToAThousandIsRefused(int limit) {
        assertRefused("limit", () -> request("r", "u", limit, List.of(), List.of(), List.of(), null, 0));
    }

    @Test
    void aRequestNamesSoManyItemsAtMost() {
        List<String> hundred = Collections.nCopies(RecommendationRequest.MAX_CONTEXT, "i");
        List<String> many = Collections.nCopies(RecommendationRequest.MAX_ITEMS, "i");
        assertThat(request("r", "u", 1, hundred, many, many, null, 0).candidates())
                .hasSize(RecommendationRequest.MAX_ITEMS);

        List<String> tooMany = Collections.nCopies(RecommendationRequest.MAX_ITEMS + 1, "i");
        assertRefused("contextItems", () -> request("r", "u", 1, many, List.of(), List.of(), null, 0));
        assertRefused("candidates", () -> request("r", "u", 1, List.of(), tooMany, List.of(), null, 0));
        assertRefused("excludes", () -> request("r", "u", 1, List.of(), List.of(), tooMany, null, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 101})
    void rankOutsideTheListIsRefused(int rank) {
        assertRefused("rank", () -> evaluation("e", "u", "i", 0, true, rank, 1, 0, "m"));
        assertRefused("popularityRank", () -> evaluation("e", "u", "i", 0, true, 1, rank, 0, "m"));
    }

    @Test
    void eventThatWasNotEvaluatedHasNoRank() {
        assertRefused("rank", () -> evaluation("e", "u", "i", 0, false, 1, 1, 0, "m"));
        assertThat(evaluation("e", "u", "i", 0, false, 0, 1, 0, "m").rank()).isZero();
    }

    @ParameterizedTest
    @ValueSource(floats = {-0.01f, 1.01f})
    void propensityThatIsNoProbabilityIsRefused(float propensity) {
        assertRefused("propensity", () -> recommended("i", 0, propensity, Map.of()));
    }

    @Test
    void triggerIsInteractionOrRequest() {
        assertRefused("trigger", () -> recommendations("r", "u", "timer", "t", 0, "m"));
        assertThat(recommendations("r", "u", "interaction", "t", 0, "m").trigger())
                .isEqualTo("interaction");
    }

    @Test
    void reservedRowsCarryWeightsButNoVectors() {
        assertRefused("target or source", () -> row("\u0000w", new float[1], 0, null, 0, 0));
        assertRefused("target or source", () -> row("\u0000w", null, 0, new float[1], 0, 0));
        assertThat(row("\u0000w", null, 0, null, 0, 0).reserved()).isTrue();
        assertThat(row("w", null, 0, null, 0, 0).reserved()).isFalse();
    }

    @Test
    void theNameOfAReservedRowMayHaveAWholeIdInIt() {
        String longest = "i".repeat(Interaction.MAX_ID_LENGTH);
        assertThat(row("\u0000neighbours:" + longest, null, 0, null, 0, 0).reserved())
                .isTrue();
        assertRefused("rowId", () -> row("\u0000" + "i".repeat(Interaction.MAX_ID_LENGTH + 32), null, 0, null, 0, 0));
        assertRefused("rowId", () -> row(longest + "i", null, 0, null, 0, 0));
    }

    @Test
    void neighboursAreAscendingAndTheirWeightsPositive() {
        assertThat(neighbours(-3, 0.5f, 7, 2).size()).isEqualTo(2);
        assertThat(neighbours(-3, 0.5f, 7, 2))
                .isEqualTo(neighbours(-3, 0.5f, 7, 2))
                .hasSameHashCodeAs(neighbours(-3, 0.5f, 7, 2))
                .isNotEqualTo(neighbours(-3, 0.5f, 8, 2))
                .isNotEqualTo(neighbours(-3, 0.5f, 7, 3));
        assertRefused("neighbours.keys", () -> neighbours(7, 0.5f, 7, 2));
        assertRefused("neighbours.keys", () -> neighbours(8, 0.5f, 7, 2));
        assertRefused("neighbours.weights", () -> neighbours(-3, 0, 7, 2));
        assertRefused("neighbours.weights", () -> neighbours(-3, Float.NaN, 7, 2));
        assertRefused("neighbours.weights", () -> new Neighbours(new long[1], new float[2], 0));
        assertRefused("neighbours.missing", () -> new Neighbours(new long[0], new float[0], -1));
    }

    @Test
    void fadedLogsAreFinite() {
        assertRefused("fadedLogs", () -> signals(List.of(1.0, Double.NEGATIVE_INFINITY)));
        assertThat(signals(List.of(1.0, 2.0))).isNotEqualTo(signals(List.of(1.0, 3.0)));
    }

    @Test
    void shortFormIsAnInteractionWithoutContext() {
        assertThat(Interaction.of("e", "u", "i", 0.5f, 9))
                .isEqualTo(new Interaction("e", "u", "i", "interaction", 0.5f, 9, null, null, Map.of()));
    }

    @Test
    void collectionsAreCopiedAndCannotBeChanged() {
        List<String> ids = new ArrayList<>(List.of("a"));
        Map<String, String> context = new HashMap<>(Map.of("k", "v"));
        Impression impression = new Impression("r", "u", ids, 0);
        Interaction interaction = new Interaction("e", "u", "i", "t", 1, 0, null, null, context);
        ids.add("b");
        context.clear();
        assertThat(impression.itemIds()).containsExactly("a").isUnmodifiable();
        assertThat(interaction.context()).containsExactly(Map.entry("k", "v"));
        assertThatThrownBy(() -> interaction.context().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void nullsInsideCollectionsAreRefused() {
        List<@Nullable String> ids = new ArrayList<>();
        ids.add(null);
        Map<String, @Nullable String> context = new HashMap<>();
        context.put("k", null);
        assertRefused("itemIds", () -> new Impression("r", "u", unchecked(ids), 0));
        assertRefused("context", () -> new Interaction("e", "u", "i", "t", 1, 0, null, null, unchecked(context)));
    }

    @Test
    void versionsAreOrderedByEpochThenCounter() {
        assertThat(new RowVersion(2, 0)).isGreaterThan(new RowVersion(1, 99));
        assertThat(new RowVersion(1, 2)).isGreaterThan(new RowVersion(1, 1));
        assertThat(new RowVersion(1, 1)).isEqualByComparingTo(new RowVersion(1, 1));
    }

    @Test
    void equalityComparesTheContentsOfArrays() {
        ItemState row = row("i", new float[] {1, 2}, 0, new float[] {3}, 0, 0);
        assertThat(row)
                .isEqualTo(row("i", new float[] {1, 2}, 0, new float[] {3}, 0, 0))
                .hasSameHashCodeAs(row("i", new float[] {1, 2}, 0, new float[] {3}, 0, 0))
                .isNotEqualTo(row("i", new float[] {1, 3}, 0, new float[] {3}, 0, 0))
                .isNotEqualTo(row("i", new float[] {1, 2}, 0, null, 0, 0))
                .isNotEqualTo(row("i", new float[] {1, 2}, 1, new float[] {3}, 0, 0));
        Item item = new Item("i", null, List.of(), true, new float[] {1}, 0);
        assertThat(item)
                .isEqualTo(new Item("i", null, List.of(), true, new float[] {1}, 0))
                .hasSameHashCodeAs(new Item("i", null, List.of(), true, new float[] {1}, 0))
                .isNotEqualTo(new Item("i", null, List.of(), true, new float[] {2}, 0));
    }

    private static void assertRefused(String field, ThrowingCallable construction) {
        assertThatThrownBy(construction)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(field + " ")
                .hasMessageContaining("allowed is")
                .hasMessageContaining("; ");
    }

    private static Interaction interaction(String type, @Nullable String session, @Nullable String recommendation) {
        return new Interaction("e", "u", "i", type, 1, 0, session, recommendation, Map.of());
    }

    private static RecommendationRequest request(
            String id,
            String user,
            int limit,
            List<String> context,
            List<String> candidates,
            List<String> excludes,
            @Nullable String category,
            long time) {
        return new RecommendationRequest(id, user, limit, context, candidates, excludes, category, time);
    }

    private static RecommendedItem recommended(
            String item, float score, float propensity, Map<String, Float> features) {
        return new RecommendedItem(item, score, List.of(), propensity, features);
    }

    private static Recommendations recommendations(
            String id, String user, String trigger, String triggerId, long time, String model) {
        return new Recommendations(id, user, trigger, triggerId, time, model, null, List.of());
    }

    private static ItemState row(
            String id, float @Nullable [] target, float bias, float @Nullable [] source, long count, long updated) {
        return ItemState.builder(id, new RowVersion(0, 0))
                .target(target, 0)
                .bias(bias, 0)
                .source(source, 0)
                .count(count)
                .updatedMs(updated)
                .build();
    }

    private static Neighbours neighbours(long first, float firstWeight, long second, float secondWeight) {
        return new Neighbours(new long[] {first, second}, new float[] {firstWeight, secondWeight}, 0);
    }

    private static ItemState signals(List<Double> logs) {
        return ItemState.builder("i", new RowVersion(0, 0)).fadedLogs(logs).build();
    }

    private static ItemState accumulators(
            float target, float bias, float source, float @Nullable [] weights, float @Nullable [] ofWeights) {
        return ItemState.builder("\u0000w", new RowVersion(0, 0))
                .target(null, target)
                .bias(0, bias)
                .source(null, source)
                .weights(weights, ofWeights)
                .build();
    }

    private static Evaluation evaluation(
            String event,
            String user,
            String item,
            long time,
            boolean evaluated,
            int rank,
            int popularityRank,
            long skew,
            String model) {
        return new Evaluation(
                event, user, item, time, evaluated, true, true, false, rank, popularityRank, skew, true, model);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T> T unchecked(Object value) {
        return (T) value;
    }
}
