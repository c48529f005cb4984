package io.freshet.embedding.simd;

/**
 * The loops under learning and scoring, as {@link KernelProvider} chose them for this machine.
 *
 * <p>Whatever the provider, the results have the same bits: products are fused (one rounding) and every sum has one
 * order, which its kernel's doc gives. The kernels hold scratch space: one instance per thread.
 *
 * @param name what runs, for logs and metrics: {@code scalar}, or {@code vector-512} and so on
 * @param rows loops over rows: learning
 * @param scans loops over tables: scoring
 */
public record Kernels(String name, RowKernels rows, ScanKernels scans) {}
