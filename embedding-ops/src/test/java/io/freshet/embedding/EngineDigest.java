package io.freshet.embedding;

import io.freshet.embedding.simd.KernelProvider;
import io.freshet.embedding.simd.QuadLayout;
import io.freshet.embedding.simd.RowKernels;
import io.freshet.embedding.simd.ScanKernels;
import io.freshet.embedding.simd.StableMath;
import java.util.Arrays;
import java.util.SplittableRandom;

/** A hash over the bits of everything that is computed here, to be compared between JVMs. */
public final class EngineDigest {
    private static final int STEPS = 400;
    private static final int ITEMS = 300;

    private long hash = 0xcbf29ce484222325L;

    private EngineDigest() {}

    /** Prints the kernels' name and the digest. */
    public static void main(String[] args) {
        System.out.println(KernelProvider.create().name() + " " + compute());
    }

    /** The digest of this JVM. */
    public static String compute() {
        EngineDigest digest = new EngineDigest();
        digest.rows(KernelProvider.create().rows());
        digest.scans(KernelProvider.create().scans(), KernelProvider.create().rows());
        digest.functions();
        digest.learning(true);
        return Long.toHexString(digest.hash);
    }

    /** The digest of learning alone, without situations. */
    static String learningWithoutSituations() {
        EngineDigest digest = new EngineDigest();
        digest.learning(false);
        return Long.toHexString(digest.hash);
    }

    private void rows(RowKernels kernels) {
        SplittableRandom random = new SplittableRandom(1);
        for (int length = 1; length <= 130; length++) {
            float[] x = array(random, length);
            float[] y = array(random, length);
            add(kernels.dot(x, 0, y, 0, length));
            float[] measures = new float[2];
            kernels.dotAndSquare(x, 0, -0.7f, y, 0, length, measures, 0);
            add(measures);
            kernels.addScaled(0.9f, x, 0, y, 0, length);
            kernels.addScaled(measures, x, new int[2], 0, 2, y, 0, length);
            kernels.blend(0.2f, x, 0, 0.9f, y, 0, length, 1.5f);
            add(y);
            kernels.exp(y, length);
            kernels.log(y, length);
            add(y);
        }
    }

    private void scans(ScanKernels kernels, RowKernels rows) {
        SplittableRandom random = new SplittableRandom(3);
        for (int dimension = 1; dimension <= 70; dimension++) {
            int quads = QuadLayout.quads(dimension);
            float[] chunk = new float[QuadLayout.length(64, quads)];
            byte[] codes = new byte[chunk.length];
            float[] scales = new float[64];
            for (int row = 0; row < 64; row++) {
                float[] vector = array(random, dimension);
                rows.toQuads(vector, 0, dimension, chunk, QuadLayout.row(row, quads));
                scales[row] = rows.toQuads(vector, 0, dimension, codes, QuadLayout.row(row, quads));
            }
            float[] query = new float[QuadLayout.queryLength(quads)];
            float[] plain = array(random, dimension);
            QuadLayout.query(plain, dimension, query, 0);
            float[] biases = array(random, 64);
            float[] scores = new float[64];
            kernels.scores(chunk, 0, 4, query, biases, scores, 0);
            add(scores);
            kernels.scores(codes, 0, 4, query, scales, biases, scores, 0);
            add(scores);
            add(kernels.several(
                    chunk, 0, 4, Arrays.copyOf(plain, 4 * quads), 1, quads, biases, new float[] {0.3f}, scores));
            add(kernels.next(chunk, 1, 4, query, biases, 0.5f, scores));
            add(kernels.next(codes, 1, 4, query, scales, biases, 0.5f, scores));
        }
    }

    private void functions() {
        for (float x = -110f; x < 90f; x += 0.0371f) {
            add(StableMath.exp(x));
            add(StableMath.log(x * x + 1e-30f));
        }
    }

    private void learning(boolean situations) {
        LearnerConfig config = LearnerConfig.builder()
                .dimension(33)
                .contextLength(5)
                .negatives(20)
                .ringSize(50)
                .situations(situations)
                .seed(7)
                .build();
        ItemModel model = new ItemModel(config);
        ContrastiveLearner learner = new ContrastiveLearner(
                config, model, new NegativeSampler(config.ringSize(), config.ringShare()), ChangeListener.NONE);
        SplittableRandom random = new SplittableRandom(2);
        UserVector user = model.startOfUser(3);
        Context context = new Context(config.contextLength());
        TopK best = new TopK();
        float[] query = new float[config.dimension()];
        for (int step = 0; step < STEPS; step++) {
            int item = random.nextInt(ITEMS);
            int row = model.rowOf(SplitMix64.mix(item), "item-" + item);
            learner.learn(user, context, row, step);
            if (context.size() == config.contextLength()) {
                context.clear();
            }
            context.add(row, context.size(), 1L << random.nextInt(34));
            model.query(user, context, query);
            int found = model.scan(query, 10, RowFilter.ALL, best);
            for (int place = 0; place < found; place++) {
                add(best.row(place));
                add(best.score(place));
            }
        }
    }

    private static float[] array(SplittableRandom random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }

    private void add(float value) {
        hash = SplitMix64.mix(hash ^ Float.floatToIntBits(value));
    }

    private void add(float[] values) {
        for (float value : values) {
            add(value);
        }
    }
}
