package io.freshet.embedding;

import io.freshet.embedding.simd.Adagrad;
import io.freshet.embedding.simd.RowKernels;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One step of sampled softmax with the logQ correction (Bengio & Senécal 2008; Yi et al., RecSys 2019) per event, with
 * one Adagrad accumulator per row.
 *
 * <p>With z_j = query·q_j + b_j − log Q(j) over the positive and its negatives, and g = 1[positive] − softmax(z):
 * q_j += η G (g_j query − λ|g_j| q_j), b_j += η G g_j, p_u += η G (Σ g_j q_j − λ p_u), s_k += η G w_k (Σ g_j q_j − λ s_k),
 * v_c += η G (Σ g_j q_j − λ v_c), w_k += η_w (Σ g_j q_j)·s_k / √(1 + Σ squares). All vectors and squared gradients are
 * those from before the step.
 *
 * <p>That is a step up w·log softmax(z)_positive with weight w = 1; with another, all g are multiplied by it. A dislike is a
 * step up w·log(1 − softmax(z)_i) of the disliked item i, the unlikelihood of Welleck et al. (ICLR 2020), against the same kind
 * of negatives: with s = softmax(z) it has g_i = −w s_i and g_j = w s_i s_j/(1 − s_i), so an item is pushed away as far as the
 * model would find it, and not at all once it is unlikely.
 *
 * <p>A step is dropped as a whole, before a row is written, if its query or the gradient Σ g_j q_j is not finite, or if one
 * of them explodes: is longer than (1 + K + C)·maxNorm·max(1, w), with C = 2 vectors of the situation or none, which rows within
 * maxNorm and context weights of at most 1 cannot make it. Rows that get longer than maxNorm are cut. A bias moves by at most η·max(1, w·rateFloor), because |g| ≤ w.
 *
 * <p>One thread; no allocation per step. Cost: (negatives + K + C) rows read and written.
 */
public final class ContrastiveLearner {
    private final LearnerConfig config;
    private final ItemModel model;
    private final RowKernels kernels;
    private final NegativeSampler sampler;
    private final NegativeSample negatives;
    private final Adagrad adagrad;
    private final ChangeListener listener;
    private final DroppedSteps dropped = new DroppedSteps();
    private final int dimension;
    private final float maxSquare;
    private final @Nullable Situations situations;
    private final int[] rows;
    private final float[] gradients;
    private final float[] logQ;
    private final float[] measures;
    private final float[] rates;
    private final float[] biasRates;
    private final float[] query;
    private final float[] gradientOfQuery;

    public ContrastiveLearner(LearnerConfig config, ItemModel model, NegativeSampler sampler, ChangeListener listener) {
        this.config = config;
        this.model = model;
        this.kernels = model.kernels().rows();
        this.sampler = sampler;
        this.negatives = new NegativeSample(config, sampler, model);
        this.adagrad = new Adagrad(config.rate(), config.rateFloor(), config.maxNorm());
        this.listener = listener;
        this.dimension = config.dimension();
        this.situations = model.situations();
        int vectors = 1 + config.contextLength() + (situations == null ? 0 : Situations.IN_A_QUERY);
        float longest = vectors * config.maxNorm();
        this.maxSquare = longest * longest;
        this.rows = new int[config.negatives() + 1];
        this.gradients = new float[config.negatives() + 1];
        this.rates = new float[config.negatives() + 1];
        this.biasRates = new float[config.negatives() + 1];
        this.measures = new float[2 * (config.negatives() + 1)];
        this.logQ = new float[config.negatives() + 1];
        this.query = new float[dimension];
        this.gradientOfQuery = new float[dimension];
    }

    /** What was not done; goes on counting. */
    public DroppedSteps dropped() {
        return dropped;
    }

    /**
     * Learns that {@code user}, coming from {@code context}, took the item of row {@code positive}.
     *
     * @param seed of the negatives, if they are drawn for this step
     * @return false if the step was dropped
     */
    public boolean learn(UserVector user, Context context, int positive, long seed) {
        return learn(user, context, positive, seed, 1f);
    }

    /**
     * Learns that {@code user}, coming from {@code context}, took the item of row {@code positive}.
     *
     * @param seed of the negatives, if they are drawn for this step
     * @param strength w, greater than 0
     * @return false if the step was dropped
     */
    public boolean learn(UserVector user, Context context, int positive, long seed, float strength) {
        int sampled = sample(user, context, positive, seed, -config.decay());
        softmaxGradients(sampled);
        sampler.add(positive);
        return step(user, context, sampled, strength);
    }

    /**
     * Learns that {@code user}, coming from {@code context}, does not want the item of row {@code disliked}, which becomes no
     * negative of others by that.
     *
     * @param seed of the negatives, if they are drawn for this step
     * @param strength w, greater than 0
     * @return false if the step was dropped, also for want of another item
     */
    public boolean dislike(UserVector user, Context context, int disliked, long seed, float strength) {
        int sampled = sample(user, context, disliked, seed, config.decay());
        return sampled > 1 && unlikelihoodGradients(sampled) && step(user, context, sampled, strength);
    }

    private boolean step(UserVector user, Context context, int sampled, float strength) {
        if (strength != 1f) {
            for (int j = 0; j < sampled; j++) {
                gradients[j] *= strength;
            }
        }
        sumGradientOfQuery(sampled);
        if (!isAdmitted(square(query), square(gradientOfQuery), Math.max(1f, strength))) {
            return false;
        }
        accumulate(sampled);
        for (int j = 0; j < sampled; j++) {
            stepTarget(j);
        }
        stepUser(user);
        stepContext(context);
        if (situations != null) {
            stepSituations(situations.table(), context);
        }
        return true;
    }

    private float square(float[] vector) {
        return kernels.dot(vector, 0, vector, 0, dimension);
    }

    private boolean isAdmitted(float squareOfQuery, float squareOfGradient, float strength) {
        if (!Float.isFinite(squareOfQuery) || !Float.isFinite(squareOfGradient)) {
            dropped.countNonFinite();
            return false;
        }
        if (Math.max(squareOfQuery, squareOfGradient) > strength * strength * maxSquare) {
            dropped.countExploding();
            return false;
        }
        return true;
    }

    /**
     * Draws the negatives of row {@code first}, and leaves exp(z − max z) of all of them in {@code gradients}.
     *
     * @param pullOfFirst the gradient of a row is g·(query − λ·sgn(g)·row): −λ if the first has g > 0, λ if g < 0; the
     *     others have the opposite
     * @return how many there are
     */
    private int sample(UserVector user, Context context, int first, long seed, float pullOfFirst) {
        int sampled = negatives.fill(first, seed, rows, logQ);
        model.query(user, context, query);
        RowTable targets = model.targets();
        float max = Float.NEGATIVE_INFINITY;
        for (int j = 0; j < sampled; j++) {
            int row = rows[j];
            float pull = j == 0 ? pullOfFirst : -pullOfFirst;
            kernels.dotAndSquare(query, 0, pull, targets.chunk(row), targets.offset(row), dimension, measures, 2 * j);
            gradients[j] = measures[2 * j] + model.bias(row) - logQ[j];
            max = Math.max(max, gradients[j]);
        }
        for (int j = 0; j < sampled; j++) {
            gradients[j] -= max;
        }
        kernels.exp(gradients, sampled);
        return sampled;
    }

    private void softmaxGradients(int sampled) {
        float sum = 0f;
        for (int j = 0; j < sampled; j++) {
            sum += gradients[j];
        }
        for (int j = 0; j < sampled; j++) {
            gradients[j] = -gradients[j] / sum;
        }
        gradients[0] += 1f;
    }

    /** False, and a dropped step, if the model gives all others nothing, so that there is nowhere to push. */
    private boolean unlikelihoodGradients(int sampled) {
        float others = 0f;
        for (int j = 1; j < sampled; j++) {
            others += gradients[j];
        }
        float share = gradients[0] / (gradients[0] + others);
        float scale = share / others;
        if (!Float.isFinite(scale)) {
            dropped.countNonFinite();
            return false;
        }
        for (int j = 1; j < sampled; j++) {
            gradients[j] *= scale;
        }
        gradients[0] = -share;
        return true;
    }

    private void sumGradientOfQuery(int sampled) {
        Arrays.fill(gradientOfQuery, 0f);
        model.targets().addScaled(kernels, gradients, rows, sampled, gradientOfQuery);
    }

    /** Adds to the accumulators of the sampled rows, and works out all rates at once; NaN for a row to be left out. */
    private void accumulate(int sampled) {
        RowTable targets = model.targets();
        for (int j = 0; j < sampled; j++) {
            int row = rows[j];
            listener.beforeTarget(row, j == 0);
            rates[j] = targets.accumulator(row) + meanSquare(gradients[j], measures[2 * j + 1]);
            if (Float.isFinite(rates[j])) {
                targets.accumulator(row, rates[j]);
            } else {
                rates[j] = Float.NaN;
                dropped.countRow();
            }
            biasRates[j] = model.biasAccumulator(row) + gradients[j] * gradients[j];
            model.biasAccumulator(row, biasRates[j]);
        }
        kernels.rates(adagrad, rates, sampled);
        kernels.rates(adagrad, biasRates, sampled);
    }

    private void stepTarget(int j) {
        int row = rows[j];
        float gradient = gradients[j];
        float rate = rates[j];
        if (!Float.isNaN(rate)) {
            RowTable targets = model.targets();
            float pull = -config.decay() * Math.abs(gradient);
            blend(rate * gradient, query, 1f + rate * pull, targets.chunk(row), targets.offset(row));
        }
        model.targetChanged(row, model.bias(row) + biasRates[j] * gradient);
    }

    private void stepUser(UserVector user) {
        float[] values = user.values();
        kernels.dotAndSquare(gradientOfQuery, 0, -config.decay(), values, 0, dimension, measures, 0);
        float squares = user.accumulator() + meanSquare(1f, measures[1]);
        if (Float.isFinite(squares)) {
            user.accumulator(squares);
            float rate = adagrad.rate(squares);
            blend(rate, gradientOfQuery, 1f - rate * config.decay(), values, 0);
        } else {
            dropped.countRow();
        }
    }

    private void stepContext(Context context) {
        if (context.size() > 0) {
            listener.beforeWeights();
        }
        for (int i = 0; i < context.size(); i++) {
            stepSource(context.row(i), context.weightIndex(i));
        }
    }

    private void stepSource(int row, int weightIndex) {
        listener.beforeSource(row);
        float slope = stepRow(model.sources(), row, model.weights().weights()[weightIndex]);
        stepWeight(weightIndex, slope);
    }

    private void stepSituations(RowTable vectors, Context context) {
        for (int i = 0; i < context.situations(); i++) {
            int row = context.situation(i);
            listener.beforeSituation(row);
            stepRow(vectors, row, 1f);
        }
    }

    /** Takes the step of a row that is in the query with weight w; returns the gradient of the weight. */
    private float stepRow(RowTable table, int row, float w) {
        float[] chunk = table.chunk(row);
        int offset = table.offset(row);
        kernels.dotAndSquare(gradientOfQuery, 0, -config.decay(), chunk, offset, dimension, measures, 0);
        float squares = table.accumulator(row) + meanSquare(w, measures[1]);
        if (Float.isFinite(squares)) {
            table.accumulator(row, squares);
            float rate = adagrad.rate(squares);
            blend(rate * w, gradientOfQuery, 1f - rate * config.decay() * w, chunk, offset);
        } else {
            dropped.countRow();
        }
        return measures[0];
    }

    private void stepWeight(int index, float slope) {
        float[] weights = model.weights().weights();
        float[] squares = model.weights().squares();
        if (Float.isFinite(squares[index] + slope * slope)) {
            squares[index] += slope * slope;
            weights[index] += config.weightRate() / (float) Math.sqrt(1f + squares[index]) * slope;
        } else {
            dropped.countRow();
        }
    }

    /** Of a gradient s·v, where the square of v is known. */
    private float meanSquare(float s, float square) {
        return s * s * square / dimension;
    }

    private void blend(float s, float[] x, float t, float[] chunk, int offset) {
        kernels.blend(s, x, 0, t, chunk, offset, dimension, adagrad.maxNorm());
    }
}
