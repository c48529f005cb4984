package io.freshet.embedding;

import io.freshet.embedding.simd.KernelProvider;
import io.freshet.embedding.simd.VectorKernels;
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
        digest.kernels(KernelProvider.create());
        digest.functions();
        digest.learning();
        return Long.toHexString(digest.hash);
    }

    private void kernels(VectorKernels kernels) {
        SplittableRandom random = new SplittableRandom(1);
        for (int length = 1; length <= 130; length++) {
            float[] x = array(random, length);
            float[] y = array(random, length);
            add(kernels.dot(x, 0, y, 0, length));
            add(kernels.sumOfSquares(0.3f, x, 0, -0.7f, y, 0, length));
            kernels.addScaled(0.9f, x, 0, y, 0, length);
            kernels.blend(0.2f, x, 0, 0.9f, y, 0, length);
            for (float value : y) {
                add(value);
            }
        }
    }

    private void functions() {
        for (float x = -110f; x < 90f; x += 0.0371f) {
            add(StableMath.exp(x));
            add(StableMath.log(x * x + 1e-30f));
        }
    }

    private void learning() {
        LearnerConfig config = new LearnerConfig(33, 5, 20, 0.75f, 50, 0.1f, 0.03f, 0.05f, 0.05f, 7);
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
}
