package io.freshet.schemas;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One fixed record of each kind, the same as in the golden files. */
final class Samples {
    private Samples() {}

    static final Interaction INTERACTION = new Interaction(
            "e-1",
            "u-1",
            "i-ü1",
            "purchase",
            2.5f,
            1_700_000_000_123L,
            "s-1",
            null,
            ordered("device", "phone", "page", "home"));

    static final Item ITEM = new Item(
            "i-1", "Ein Titel 🎬", List.of("drama", "war"), false, new float[] {0.5f, -1.25f, 3}, 1_700_000_000_456L);

    static final RecommendationRequest REQUEST = new RecommendationRequest(
            "r-1", "u-1", 25, List.of("i-1"), List.of("i-2", "i-3"), List.of(), "drama", 1_700_000_000_789L);

    static final Recommendations RECOMMENDATIONS = new Recommendations(
            "rec-1",
            "u-1",
            "request",
            "r-1",
            1_700_000_000_789L,
            "m-7",
            "warming",
            List.of(
                    new RecommendedItem(
                            "i-1", 1.5f, List.of("embedding", "trending"), 1, ordered("age", 0.25f, "dot", 1.5f)),
                    new RecommendedItem("i-2", -0.75f, List.of("fresh"), 0.125f, Map.of())));

    static final ItemState ITEM_STATE = itemState()
            .fadedLogs(List.of(12.5, 0.75))
            .neighbours(neighbours())
            .features(new long[] {1, 0, 2, 1_700_000_000_000L, -5})
            .build();

    /** The same as builds before declared features had it. */
    static final ItemState ITEM_STATE_NEIGHBOURS =
            itemState().fadedLogs(List.of(12.5, 0.75)).neighbours(neighbours()).build();

    /** The same as version 0.1 had it. */
    static final ItemState ITEM_STATE_0_1 = itemState().build();

    static final Evaluation EVALUATION = new Evaluation(
            "e-1", "u-1", "i-1", 1_700_000_000_123L, true, true, false, true, 100, 0, 86_400_000, true, "m-7");

    static final Erasure ERASURE = new Erasure("x-1", "u-1", 1_700_000_002_000L);

    static final ErasureReceipt RECEIPT = new ErasureReceipt(
            "x-1", "u-1", 1_700_000_003_000L, List.of("user-state"), List.of("interactions topic"), 1_700_600_000_000L);

    static final Control CONTROL = new Control("rules", "{\"block\":[\"i-9\"]}", 4, 1_700_000_004_000L);

    static final Impression IMPRESSION = new Impression("rec-1", "u-1", List.of("i-1", "i-2"), 1_700_000_005_000L);

    /** A codec with the sample it carries. */
    record Sample<T>(Codec<T> codec, T record) {
        @Override
        public String toString() {
            return codec.name();
        }
    }

    static List<Sample<?>> all() {
        return List.of(
                new Sample<>(Codec.interaction(), INTERACTION),
                new Sample<>(Codec.item(), ITEM),
                new Sample<>(Codec.recommendationRequest(), REQUEST),
                new Sample<>(Codec.recommendations(), RECOMMENDATIONS),
                new Sample<>(Codec.itemState(), ITEM_STATE),
                new Sample<>(Codec.evaluation(), EVALUATION),
                new Sample<>(Codec.erasure(), ERASURE),
                new Sample<>(Codec.erasureReceipt(), RECEIPT),
                new Sample<>(Codec.control(), CONTROL),
                new Sample<>(Codec.impression(), IMPRESSION));
    }

    private static <V> Map<String, V> ordered(String first, V a, String second, V b) {
        Map<String, V> map = new LinkedHashMap<>();
        map.put(first, a);
        map.put(second, b);
        return map;
    }

    private static ItemStateBuilder itemState() {
        return ItemState.builder("i-1", new RowVersion(3, 41))
                .target(new float[] {0.5f, -0.5f}, 0.25f)
                .bias(-0.125f, 0.0625f)
                .source(new float[] {1, 2}, 0.75f)
                .count(12_345_678_901L)
                .covers(List.of(new Coverage(0, -9, 17), new Coverage(3, 9, 300)))
                .updatedMs(1_700_000_001_000L);
    }

    private static Neighbours neighbours() {
        return new Neighbours(new long[] {-3, 7}, new float[] {0.5f, 2.25f}, 0.125f);
    }
}
