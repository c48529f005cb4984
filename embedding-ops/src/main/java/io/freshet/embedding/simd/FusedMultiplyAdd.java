package io.freshet.embedding.simd;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/** Multiply-add in one rounding where the CPU has it; without it {@link Math#fma} is a hundred times slower than two. */
public final class FusedMultiplyAdd {
    public static final boolean AVAILABLE = detect();

    private FusedMultiplyAdd() {}

    public static float fma(float a, float b, float c) {
        return AVAILABLE ? Math.fma(a, b, c) : a * b + c;
    }

    private static boolean detect() {
        try {
            HotSpotDiagnosticMXBean vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            return Boolean.parseBoolean(vm.getVMOption("UseFMA").getValue());
        } catch (RuntimeException | LinkageError notHotSpot) {
            return false;
        }
    }
}
