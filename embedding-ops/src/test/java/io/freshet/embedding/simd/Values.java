package io.freshet.embedding.simd;

import java.util.SplittableRandom;

/** Kinds of numbers that break loops in different ways. */
enum Values {
    PLAIN {
        @Override
        float next(SplittableRandom random) {
            return (float) random.nextDouble(-2, 2);
        }
    },
    MANY_ZEROS {
        @Override
        float next(SplittableRandom random) {
            return random.nextInt(3) > 0 ? (random.nextBoolean() ? 0f : -0f) : PLAIN.next(random);
        }
    },
    DENORMAL {
        @Override
        float next(SplittableRandom random) {
            float tiny = Float.intBitsToFloat(random.nextInt(0x00ffffff));
            return random.nextBoolean() ? tiny : -tiny;
        }
    },
    HUGE {
        @Override
        float next(SplittableRandom random) {
            return (float) random.nextDouble(-3e38, 3e38);
        }
    },
    ANY_FINITE {
        @Override
        float next(SplittableRandom random) {
            float value = Float.intBitsToFloat(random.nextInt());
            return Float.isFinite(value) ? value : 1f;
        }
    };

    abstract float next(SplittableRandom random);

    float[] array(SplittableRandom random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = next(random);
        }
        return values;
    }
}
