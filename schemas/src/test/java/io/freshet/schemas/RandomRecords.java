package io.freshet.schemas;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Valid records from a seed, over every field and with characters of one to four UTF-8 bytes. */
final class RandomRecords {
    private static final int[] CHARACTERS = {'a', 'Z', '7', '-', ' ', 'ü', 'ß', '日', '本', '\uFFFD', 0x1F3AC};

    private final SplittableRandom random;

    RandomRecords(long seed) {
        this.random = new SplittableRandom(seed);
    }

    Interaction interaction() {
        return new Interaction(
                id(), id(), id(), id(), number(), time(), maybe(this::id), maybe(this::id), map(this::text));
    }

    Item item() {
        return new Item(id(), maybe(this::text), list(this::id), random.nextBoolean(), maybe(this::vector), time());
    }

    RecommendationRequest request() {
        int limit = random.nextInt(1, 1001);
        return new RecommendationRequest(
                id(), id(), limit, list(this::id), list(this::id), list(this::id), maybe(this::id), time());
    }

    Recommendations recommendations() {
        String trigger = random.nextBoolean() ? Recommendations.REQUEST : Recommendations.INTERACTION;
        return new Recommendations(
                id(), id(), trigger, id(), time(), id(), maybe(this::text), list(this::recommendedItem));
    }

    ItemState itemState() {
        boolean reserved = random.nextInt(4) == 0;
        return new ItemState(
                reserved ? "\u0000" + id() : id(),
                new RowVersion(time(), time()),
                reserved ? null : maybe(this::vector),
                number(),
                number(),
                number(),
                reserved ? null : maybe(this::vector),
                number(),
                maybe(this::vector),
                maybe(this::vector),
                time(),
                list(() -> new Coverage(random.nextInt(Integer.MAX_VALUE), random.nextLong(), time())),
                time(),
                random.nextBoolean() ? List.of() : List.of(random.nextDouble(), -random.nextDouble()),
                maybe(this::neighbours),
                maybe(() -> random.longs(random.nextInt(50)).toArray()));
    }

    private Neighbours neighbours() {
        long[] keys = random.longs(random.nextInt(5)).sorted().distinct().toArray();
        float[] weights = new float[keys.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = random.nextFloat() + 0.01f;
        }
        return new Neighbours(keys, weights, random.nextFloat());
    }

    Evaluation evaluation() {
        boolean evaluated = random.nextBoolean();
        return new Evaluation(
                id(),
                id(),
                id(),
                time(),
                evaluated,
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                evaluated ? random.nextInt(101) : 0,
                random.nextInt(101),
                time(),
                random.nextBoolean(),
                id());
    }

    Erasure erasure() {
        return new Erasure(id(), id(), time());
    }

    ErasureReceipt erasureReceipt() {
        return new ErasureReceipt(id(), id(), time(), list(this::id), list(this::id), time());
    }

    Control control() {
        return new Control(id(), text(), time(), time());
    }

    Impression impression() {
        return new Impression(id(), id(), list(this::id), time());
    }

    private RecommendedItem recommendedItem() {
        return new RecommendedItem(id(), number(), list(this::id), random.nextInt(17) / 16f, map(this::number));
    }

    private String id() {
        return characters(random.nextInt(1, 20));
    }

    private String text() {
        return characters(random.nextInt(0, 200));
    }

    private String characters(int length) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < length; i++) {
            out.appendCodePoint(CHARACTERS[random.nextInt(CHARACTERS.length)]);
        }
        return out.toString();
    }

    private long time() {
        return random.nextLong(Long.MAX_VALUE) >>> random.nextInt(63);
    }

    private float number() {
        float any = Float.intBitsToFloat(random.nextInt());
        return Float.isFinite(any) ? any : -0.0f;
    }

    private float[] vector() {
        float[] out = new float[random.nextInt(70)];
        for (int i = 0; i < out.length; i++) {
            out[i] = number();
        }
        return out;
    }

    private <T> @Nullable T maybe(Supplier<T> value) {
        return random.nextInt(3) == 0 ? null : value.get();
    }

    private <T> List<T> list(Supplier<T> element) {
        List<T> out = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            out.add(element.get());
        }
        return out;
    }

    private <T> Map<String, T> map(Supplier<T> value) {
        Map<String, T> out = new HashMap<>();
        list(this::text).forEach(name -> out.put(name, value.get()));
        return out;
    }
}
