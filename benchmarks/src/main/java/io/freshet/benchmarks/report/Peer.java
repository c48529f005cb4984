package io.freshet.benchmarks.report;

import java.util.Locale;

/** Whom a kernel is measured with. */
public enum Peer {
    C("C"),
    OPENBLAS("OpenBLAS"),
    FAISS("FAISS"),
    HNSWLIB("hnswlib"),
    LUCENE("Lucene"),
    JVECTOR("JVector"),
    JAVA("plain Java"),
    FRESHET("Freshet");

    private final String label;

    Peer(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
