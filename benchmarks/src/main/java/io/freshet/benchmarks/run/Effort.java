package io.freshet.benchmarks.run;

import org.openjdk.jmh.runner.options.TimeValue;

/**
 * How long each benchmark is warmed up and measured.
 *
 * <p>Fully means twice, since compilers now and then make something else of the same code, and whoever starts one JVM
 * takes that for the truth.
 */
enum Effort {
    FULL(2, 3, 1_000, 8, 500),
    QUICK(1, 3, 700, 5, 400);

    private final int jvms;
    private final int warmups;
    private final long warmupMillis;
    private final int iterations;
    private final long iterationMillis;

    Effort(int jvms, int warmups, long warmupMillis, int iterations, long iterationMillis) {
        this.jvms = jvms;
        this.warmups = warmups;
        this.warmupMillis = warmupMillis;
        this.iterations = iterations;
        this.iterationMillis = iterationMillis;
    }

    /** One is enough for what takes long to set up, since that is only information. */
    int jvms(Experiment experiment) {
        return experiment.slow() ? 1 : jvms;
    }

    int warmups() {
        return warmups;
    }

    TimeValue warmupTime() {
        return TimeValue.milliseconds(warmupMillis);
    }

    int iterations() {
        return iterations;
    }

    TimeValue iterationTime() {
        return TimeValue.milliseconds(iterationMillis);
    }

    /** What an experiment takes, by what it says of its setup. */
    double seconds(Experiment experiment) {
        return jvms(experiment)
                * (experiment.setupSeconds() + (warmups * warmupMillis + iterations * iterationMillis) / 1e3);
    }
}
