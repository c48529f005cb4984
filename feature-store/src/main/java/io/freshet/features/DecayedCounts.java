package io.freshet.features;

import io.freshet.embedding.simd.StableMath;
import java.util.Arrays;

/**
 * Event counts of rows that fade: Σ 2^(−age/half-life), ages in events. One thread; 8 bytes a row.
 *
 * <p>Forward decay (Cormode, Shkapenyuk, Srivastava and Xu, ICDE 2009): an event at clock c weighs 2^(c/half-life) for
 * ever, and what is read is divided by the weight of now. Held as logarithms, so nothing overflows or has to be rescaled,
 * the order of rows changes only when one is counted, and counts of several learners merge in any order.
 */
public final class DecayedCounts {
    /** Of a row that was never counted. */
    public static final double NEVER = Double.NEGATIVE_INFINITY;

    /** Less than any count that matters, and a number that can be computed with. */
    public static final float LEAST = -100f;

    private static final double LN2 = 0.6931471805599453;

    /** Where a term is so much smaller than the sum that it cannot change it. */
    private static final double NEGLIGIBLE = 40;

    private final double rate;
    private double[] logs = new double[0];

    /**
     * @param halfLife events after which one counts half
     */
    public DecayedCounts(float halfLife) {
        this.rate = LN2 / halfLife;
    }

    /** Counts an event at {@code clock}, the number of events before it. */
    public void add(int row, long clock) {
        merge(row, logOfEvent(clock));
    }

    /** What an event at {@code clock} is counted as, for {@link #merge}. */
    public double logOfEvent(long clock) {
        return rate * clock;
    }

    /** Adds what {@link #log} returned for the same item elsewhere. */
    public void merge(int row, double log) {
        reserve(row);
        logs[row] = logOfSum(logs[row], log);
    }

    /** Overwrites the count with what {@link #log} returned elsewhere. */
    void set(int row, double log) {
        reserve(row);
        logs[row] = log;
    }

    /** The logarithm of Σ 2^(clock/half-life) over the row's events, or {@link #NEVER}. */
    public double log(int row) {
        return row < logs.length ? logs[row] : NEVER;
    }

    /** The logarithm of the count as it has faded until {@code clock}, but at least {@link #LEAST}. */
    public float logAt(int row, long clock) {
        return Math.max(LEAST, (float) (log(row) - rate * clock));
    }

    long bytes() {
        return (long) Double.BYTES * logs.length;
    }

    private void reserve(int row) {
        if (row >= logs.length) {
            int counted = logs.length;
            logs = Arrays.copyOf(logs, Math.max(64, Math.max(row + 1, 2 * counted)));
            Arrays.fill(logs, counted, logs.length, NEVER);
        }
    }

    /** log(exp(a) + exp(b)), also where one of them is {@link #NEVER}. */
    static double logOfSum(double a, double b) {
        double larger = Math.max(a, b);
        if (larger == NEVER) {
            return NEVER;
        }
        double difference = larger - Math.min(a, b);
        return difference > NEGLIGIBLE ? larger : larger + StableMath.log(1f + StableMath.exp((float) -difference));
    }
}
