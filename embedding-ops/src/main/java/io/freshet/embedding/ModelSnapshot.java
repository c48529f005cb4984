package io.freshet.embedding;

import io.freshet.embedding.simd.KernelProvider;
import io.freshet.embedding.simd.Kernels;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Function;

/**
 * A model and the ring of its negatives, as a stream of checksummed blocks (docs/snapshots.md): what was restored goes
 * on bit for bit as what was saved, removals and additions included. Untouched items are left out, for whoever has the
 * catalogue to add them again; where there ever was one, restored items are in the order of their rows, not of their first touch.
 *
 * <p>On the model's thread. Memory: 64 KiB beside the model; streams need no buffers of their own.
 */
public record ModelSnapshot(ItemModel model, NegativeSampler sampler) {
    /**
     * Saves both. A failure leaves a part in {@code out} that cannot be restored, so write beside the last snapshot and
     * not over it.
     *
     * @param out is flushed and not closed
     * @throws SnapshotException if a value is not finite, or the ring holds a row without an item
     */
    public void write(OutputStream out) throws IOException {
        new SnapshotWriter(this, out).write();
    }

    /** Restores a model that computes with this JVM's kernels; see {@link #read(LearnerConfig, Kernels, InputStream)}. */
    public static ModelSnapshot read(LearnerConfig config, InputStream in) throws IOException {
        return read(config, KernelProvider.create(), in);
    }

    /**
     * Restores a new model, or none.
     *
     * @param config must have the dimension, context length, seed and deviation of the model that was saved; a smaller
     *     ring keeps the newest rows
     * @param in must end with the snapshot; is not closed
     * @throws SnapshotException if it is no snapshot, damaged, of a newer version, or of another shape
     */
    public static ModelSnapshot read(LearnerConfig config, Kernels kernels, InputStream in) throws IOException {
        return read(config, settings -> new ItemModel(settings, kernels), in);
    }

    /**
     * Restores a model of a kind of its own, such as one that is scanned as INT8 or {@link ItemModel#shared}.
     *
     * @param empty makes a new model for {@code config}; asked once, when the snapshot's settings have been found to agree
     * @see #read(LearnerConfig, Kernels, InputStream)
     */
    public static ModelSnapshot read(LearnerConfig config, Function<LearnerConfig, ItemModel> empty, InputStream in)
            throws IOException {
        return new SnapshotReader(config, empty, in).read();
    }
}
