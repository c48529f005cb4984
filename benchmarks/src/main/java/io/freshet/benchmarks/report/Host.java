package io.freshet.benchmarks.report;

/**
 * Where the benchmarks ran, whichever the JVM.
 *
 * @param hugePages what the kernel is set to: without them a scan waits for address translation, too
 */
public record Host(String cpu, int cores, String hugePages, boolean quick) {}
