package io.freshet.embedding;

/**
 * The vector that a row has before anything was learned: about N(0, deviation²), a function of seed, table and key
 * alone, so that everybody who meets an id gives it the same one.
 *
 * <p>A normal is the sum of twelve uniforms minus six; the sum is taken in integers and so is exact.
 */
public final class StartValues {
    private static final int UNIFORMS = 12;

    private final long seed;
    private final float deviation;
    private final NormCap cap;

    public StartValues(LearnerConfig config) {
        this(config.seed(), config.deviation(), new NormCap(config.maxNorm()));
    }

    /** With rows of any length. */
    public StartValues(long seed, float deviation) {
        this(seed, deviation, NormCap.NONE);
    }

    private StartValues(long seed, float deviation, NormCap cap) {
        this.seed = seed;
        this.deviation = deviation;
        this.cap = cap;
    }

    long seed() {
        return seed;
    }

    float deviation() {
        return deviation;
    }

    /** Writes the start of row {@code key} of {@code table} to {@code length} places of {@code to}. */
    public void fill(Table table, long key, float[] to, int offset, int length) {
        SplitMix64 random = new SplitMix64(SplitMix64.mix(seed ^ table.salt) ^ key);
        for (int i = 0; i < length; i++) {
            to[offset + i] = deviation * normal(random);
        }
        cap.apply(to, offset, length);
    }

    /** Like {@link #fill(Table, long, float[], int, int)}, with {@code length} values of {@code shift} added. */
    void fill(Table table, long key, float[] shift, int shiftOffset, float[] to, int offset, int length) {
        fill(table, key, to, offset, length);
        for (int i = 0; i < length; i++) {
            to[offset + i] += shift[shiftOffset + i];
        }
        cap.apply(to, offset, length);
    }

    private static float normal(SplitMix64 random) {
        long sum = 0;
        for (int i = 0; i < UNIFORMS; i++) {
            sum += random.nextLong() >>> 40;
        }
        return (sum - (UNIFORMS / 2 << 24)) * 0x1p-24f;
    }

    /** Which table a row belongs to; the salts are part of the model's format. */
    public enum Table {
        TARGET(0x7467_7400_0000_0001L),
        SOURCE(0x7372_6300_0000_0002L),
        USER(0x7573_7200_0000_0003L),
        SITUATION(0x7369_7400_0000_0004L);

        private final long salt;

        Table(long salt) {
            this.salt = salt;
        }
    }
}
