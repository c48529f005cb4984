package io.freshet.embedding.simd;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses the kernels once per JVM, from the top: what {@code -Dfreshet.simd=scalar|vector} asks for, else the Vector
 * API where its module is there and the CPU has fused multiply-add, else plain loops. Each refusal names the remedy.
 */
public final class KernelProvider {
    private static final Logger LOG = LoggerFactory.getLogger(KernelProvider.class);
    private static final String PROPERTY = "freshet.simd";
    private static final String SIMD_CLASS = "io.freshet.embedding.simd.SimdKernels";
    private static final boolean SIMD = chooseSimd(System.getProperty(PROPERTY, ""));

    private KernelProvider() {}

    /** New kernels for one thread. */
    public static VectorKernels create() {
        return SIMD ? simd() : scalar();
    }

    /** Plain loops, whatever the machine has. */
    public static VectorKernels scalar() {
        return new ScalarKernels();
    }

    private static boolean chooseSimd(String wanted) {
        boolean simd =
                switch (wanted) {
                    case "scalar" -> false;
                    case "vector" -> {
                        simd();
                        yield true;
                    }
                    case "" -> simdIsUsable();
                    default ->
                        throw new IllegalArgumentException(
                                "-D" + PROPERTY + "=" + wanted + " is unknown: use scalar or vector, or leave it out");
                };
        LOG.info("Kernels: {}", simd ? simd().name() : "scalar");
        return simd;
    }

    private static boolean simdIsUsable() {
        if (!FusedMultiplyAdd.AVAILABLE) {
            LOG.warn("No fused multiply-add on this CPU: scalar kernels, and results differ in the last bits from other"
                    + " machines");
            return false;
        }
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            LOG.warn("Scalar kernels, several times slower: start the JVM with --add-modules jdk.incubator.vector");
            return false;
        }
        return true;
    }

    /** Reflective, because loading the class without the module is a NoClassDefFoundError. */
    private static VectorKernels simd() {
        try {
            return (VectorKernels)
                    Class.forName(SIMD_CLASS).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IllegalStateException(
                    "SIMD kernels cannot be loaded: start the JVM with --add-modules jdk.incubator.vector, or pass -D"
                            + PROPERTY + "=scalar",
                    e);
        }
    }
}
