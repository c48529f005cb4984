package io.freshet.jobs.input;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/** Unpacks pages with the libraries that Kafka brings, because Parquet's own way leads through Hadoop. */
public final class ParquetCodecs implements CompressionCodecFactory {

    static boolean knows(CompressionCodecName codec) {
        return switch (codec) {
            case UNCOMPRESSED, SNAPPY, ZSTD, GZIP -> true;
            default -> false;
        };
    }

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        throw new UnsupportedOperationException("these codecs only read");
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        return new Pages(codec);
    }

    @Override
    public void release() {}

    private record Pages(CompressionCodecName codec) implements BytesInputDecompressor {

        @Override
        public BytesInput decompress(BytesInput page, int size) throws IOException {
            return codec == CompressionCodecName.UNCOMPRESSED
                    ? page
                    : BytesInput.from(unpacked(page.toByteArray(), size));
        }

        @Override
        public void decompress(ByteBuffer page, int packedSize, ByteBuffer out, int size) throws IOException {
            byte[] packed = new byte[packedSize];
            page.get(packed);
            out.put(codec == CompressionCodecName.UNCOMPRESSED ? packed : unpacked(packed, size));
        }

        private byte[] unpacked(byte[] packed, int size) throws IOException {
            try {
                byte[] page =
                        switch (codec) {
                            case SNAPPY -> unsnapped(packed, size);
                            case ZSTD -> Zstd.decompress(packed, size);
                            case GZIP -> gunzipped(packed, size);
                            default -> throw new IOException("pages compressed with " + codec);
                        };
                requireSize(page.length, size);
                return page;
            } catch (RuntimeException e) {
                throw new IOException("a page cannot be unpacked: " + e.getMessage(), e);
            }
        }

        private static void requireSize(int found, int size) throws IOException {
            if (found != size) {
                throw new IOException("a page unpacks to " + found + " bytes instead of " + size);
            }
        }

        private static byte[] unsnapped(byte[] packed, int size) throws IOException {
            // a damaged length would ask for any amount of memory
            requireSize(Snappy.uncompressedLength(packed), size);
            return Snappy.uncompress(packed);
        }

        private static byte[] gunzipped(byte[] packed, int size) throws IOException {
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
                // one byte more than there should be tells that there are too many
                return in.readNBytes(size + 1);
            }
        }

        @Override
        public void release() {}
    }
}
