package io.freshet.embedding;

import io.freshet.embedding.simd.ScanKernels;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/** Kernels before each of whose calls something happens. */
final class InterposedKernels {
    private InterposedKernels() {}

    /** @param before takes the name of the kernel */
    static ScanKernels of(ScanKernels kernels, Consumer<String> before) {
        return (ScanKernels) Proxy.newProxyInstance(
                ScanKernels.class.getClassLoader(), new Class<?>[] {ScanKernels.class}, (proxy, method, arguments) -> {
                    before.accept(method.getName());
                    try {
                        return method.invoke(kernels, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
