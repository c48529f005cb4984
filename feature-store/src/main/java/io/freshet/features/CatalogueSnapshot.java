package io.freshet.features;

import static java.util.Objects.requireNonNull;

import it.unimi.dsi.fastutil.objects.Object2IntLinkedOpenHashMap;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * A {@link Catalogue} as chunks of so many items, which may be read in any order. An empty one is a chunk too, so that it
 * differs from none.
 *
 * <p>A chunk is the version, the combinations of facts that its items have, each once, of each item the key and the
 * place of its combination, and the content vectors of other items with their ids, of about 1 MiB at most.
 */
public final class CatalogueSnapshot {
    /** Version 1 had no content vectors. */
    private static final int VERSION = 2;

    private static final int CHUNK_BYTES = 1 << 20;
    private static final int CHUNK_ITEMS = 50_000;

    private CatalogueSnapshot() {}

    /** Writes all facts, the same catalogue as the same bytes. */
    public static void write(Catalogue catalogue, Consumer<byte[]> chunks) {
        long[] keys = catalogue.keys();
        int from = 0;
        do {
            int to = Math.min(keys.length, from + CHUNK_ITEMS);
            chunks.accept(chunk(catalogue, keys, from, to, new ItemContents(), new long[0]));
            from = to;
        } while (from < keys.length);
        writeContents(catalogue.contents(), chunks);
    }

    private static void writeContents(ItemContents contents, Consumer<byte[]> chunks) {
        long[] keys = contents.keys();
        int from = 0;
        while (from < keys.length) {
            int to = from;
            long bytes = 0;
            while (to < keys.length && bytes < CHUNK_BYTES) {
                bytes += (long) Float.BYTES
                        * requireNonNull(contents.of(keys[to])).vector().length;
                to++;
            }
            chunks.accept(chunk(new Catalogue(), new long[0], 0, 0, contents, Arrays.copyOfRange(keys, from, to)));
            from = to;
        }
    }

    /** Puts the facts of one chunk into {@code catalogue}. */
    public static void read(byte[] chunk, Catalogue catalogue) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(chunk));
        int version = Binary.readVersion("a chunk of a catalogue", VERSION, in);
        int combinations = Binary.checked(in.readInt());
        List<ItemFacts> facts = new ArrayList<>();
        for (int n = 0; n < combinations; n++) {
            facts.add(readFacts(in));
        }
        int items = Binary.checked(in.readInt());
        for (int n = 0; n < items; n++) {
            long key = in.readLong();
            catalogue.put(key, combination(facts, in.readInt()));
        }
        int contents = version < 2 ? 0 : Binary.checked(in.readInt());
        for (int n = 0; n < contents; n++) {
            long key = in.readLong();
            String id = readText(in);
            float[] vector = Binary.readFloats(in);
            Binary.requireFinite("a content vector", vector);
            catalogue.contents().put(key, id, vector);
        }
    }

    private static ItemFacts combination(List<ItemFacts> facts, int place) throws IOException {
        if (place < 0 || place >= facts.size()) {
            throw new IOException(
                    "a chunk of a catalogue names facts " + place + " of " + facts.size() + ": the data is damaged");
        }
        return facts.get(place);
    }

    private static byte[] chunk(
            Catalogue catalogue, long[] keys, int from, int to, ItemContents contents, long[] contentKeys) {
        Object2IntLinkedOpenHashMap<ItemFacts> places = new Object2IntLinkedOpenHashMap<>();
        for (int n = from; n < to; n++) {
            places.putIfAbsent(catalogue.facts(keys[n]), places.size());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        try {
            out.writeByte(VERSION);
            out.writeInt(places.size());
            for (ItemFacts facts : places.keySet()) {
                writeFacts(facts, out);
            }
            out.writeInt(to - from);
            for (int n = from; n < to; n++) {
                out.writeLong(keys[n]);
                out.writeInt(places.getInt(catalogue.facts(keys[n])));
            }
            out.writeInt(contentKeys.length);
            for (long key : contentKeys) {
                ItemContent content = requireNonNull(contents.of(key));
                out.writeLong(key);
                writeText(content.id(), out);
                Binary.writeFloats(content.vector(), out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private static void writeFacts(ItemFacts facts, DataOutputStream out) throws IOException {
        out.writeBoolean(facts.available());
        out.writeInt(facts.categories().size());
        for (String category : facts.categories()) {
            writeText(category, out);
        }
    }

    /** Of any length, other than writeUTF's. */
    private static void writeText(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        byte[] bytes = new byte[Binary.checked(in.readInt())];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static ItemFacts readFacts(DataInputStream in) throws IOException {
        boolean available = in.readBoolean();
        int size = Binary.checked(in.readInt());
        List<String> categories = new ArrayList<>();
        for (int n = 0; n < size; n++) {
            categories.add(readText(in));
        }
        return new ItemFacts(available, categories);
    }
}
