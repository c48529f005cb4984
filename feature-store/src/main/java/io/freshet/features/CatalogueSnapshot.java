package io.freshet.features;

import it.unimi.dsi.fastutil.objects.Object2IntLinkedOpenHashMap;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A {@link Catalogue} as chunks of so many items, which may be read in any order. An empty one is a chunk too, so that it
 * differs from none.
 *
 * <p>A chunk is the version, the combinations of facts that its items have, each once, and of each item the key and the
 * place of its combination.
 */
public final class CatalogueSnapshot {
    private static final int VERSION = 1;
    private static final int CHUNK_ITEMS = 50_000;

    private CatalogueSnapshot() {}

    /** Writes all facts, the same catalogue as the same bytes. */
    public static void write(Catalogue catalogue, Consumer<byte[]> chunks) {
        long[] keys = catalogue.keys();
        int from = 0;
        do {
            int to = Math.min(keys.length, from + CHUNK_ITEMS);
            chunks.accept(chunk(catalogue, keys, from, to));
            from = to;
        } while (from < keys.length);
    }

    /** Puts the facts of one chunk into {@code catalogue}. */
    public static void read(byte[] chunk, Catalogue catalogue) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(chunk));
        Binary.readVersion("a chunk of a catalogue", VERSION, in);
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
    }

    private static ItemFacts combination(List<ItemFacts> facts, int place) throws IOException {
        if (place < 0 || place >= facts.size()) {
            throw new IOException(
                    "a chunk of a catalogue names facts " + place + " of " + facts.size() + ": the data is damaged");
        }
        return facts.get(place);
    }

    private static byte[] chunk(Catalogue catalogue, long[] keys, int from, int to) {
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
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private static void writeFacts(ItemFacts facts, DataOutputStream out) throws IOException {
        out.writeBoolean(facts.available());
        out.writeInt(facts.categories().size());
        for (String category : facts.categories()) {
            byte[] text = category.getBytes(StandardCharsets.UTF_8); // of any length, other than writeUTF's
            out.writeInt(text.length);
            out.write(text);
        }
    }

    private static ItemFacts readFacts(DataInputStream in) throws IOException {
        boolean available = in.readBoolean();
        int size = Binary.checked(in.readInt());
        List<String> categories = new ArrayList<>();
        for (int n = 0; n < size; n++) {
            byte[] text = new byte[Binary.checked(in.readInt())];
            in.readFully(text);
            categories.add(new String(text, StandardCharsets.UTF_8));
        }
        return new ItemFacts(available, categories);
    }
}
