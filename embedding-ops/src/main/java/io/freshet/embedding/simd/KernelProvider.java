package io.freshet.embedding.simd;

import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses the kernels once per JVM, from the top: what {@code -Dfreshet.simd=scalar|vector} asks for, else the Vector
 * API where its module is there and the CPU has fused multiply-add, else plain loops. Each refusal names the remedy.
 */
public final class KernelProvider {
    private static final Logger LOG = LoggerFactory.getLogger(KernelProvider.class);
    private static final String PROPERTY = "freshet.simd";
    private static final String SIMD_CLASS = "io.freshet.embedding.simd.SimdProvider";
    private static final Supplier<Kernels> CHOSEN = choose(System.getProperty(PROPERTY, ""));

    private KernelProvider() {}

    /**
     * New kernels for one thread.
     *
     * @throws IllegalStateException if what was asked for is unknown or cannot be loaded
     */
    public static Kernels create() {
        return CHOSEN.get();
    }

    /** Plain loops, whatever the machine has. */
    public static Kernels scalar() {
        return new Kernels("scalar", new ScalarRowKernels(), new ScalarScanKernels());
    }

    /** Refuses only when kernels are asked for: an exception from here would leave a class that can never be used. */
    private static Supplier<Kernels> choose(String wanted) {
        return switch (wanted) {
            case "scalar" -> logged(KernelProvider::scalar);
            case "vector" -> KernelProvider::simd;
            case "" -> logged(simdIsUsable() ? KernelProvider::simd : KernelProvider::scalar);
            default ->
                () -> {
                    throw new IllegalStateException(
                            "-D" + PROPERTY + "=" + wanted + " is unknown: use scalar or vector, or leave it out");
                };
        };
    }

    private static Supplier<Kernels> logged(Supplier<Kernels> chosen) {
        LOG.info("Kernels: {}", chosen.get().name());
        return chosen;
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
    @SuppressWarnings("unchecked")
    private static Kernels simd() {
        try {
            return ((Supplier<Kernels>)
                            Class.forName(SIMD_CLASS).getDeclaredConstructor().newInstance())
                    .get();
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IllegalStateException(
                    "SIMD kernels cannot be loaded: start the JVM with --add-modules jdk.incubator.vector, or pass -D"
                            + PROPERTY + "=scalar",
                    e);
        }
    }
}
