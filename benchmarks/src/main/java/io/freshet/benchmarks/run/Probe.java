package io.freshet.benchmarks.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.benchmarks.peers.JVectorScan;
import io.freshet.benchmarks.peers.LuceneScan;
import io.freshet.benchmarks.peers.NativePeers;
import io.freshet.benchmarks.report.Machine;
import io.freshet.benchmarks.report.Peer;
import io.freshet.benchmarks.report.PeerBuild;
import io.freshet.embedding.simd.KernelProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** Asks a JVM, with the options of the benchmarks, what it runs with: kernels, and which builds of whom it finds. */
final class Probe {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Set<String> OPENBLAS_AVX512 = Set.of("SkylakeX", "Cooperlake", "SapphireRapids");

    private Probe() {}

    /** @throws IOException if that JVM does not start or does not answer */
    static Machine ask(Jdk jdk) throws IOException {
        List<String> command = new ArrayList<>(List.of(jdk.java().toString()));
        command.addAll(jdk.options());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Probe.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (InputStream answer = process.getInputStream()) {
            return MAPPER.readValue(answer, Machine.class);
        } catch (IOException e) {
            throw new IOException("no answer from " + String.join(" ", command) + ": run it to see why", e);
        }
    }

    public static void main(String[] args) throws IOException {
        PrintStream out = System.out;
        // what libraries print must not get into the answer
        System.setOut(new PrintStream(new ByteArrayOutputStream(), false));
        MAPPER.writeValue(out, machine());
    }

    private static Machine machine() {
        String kernels = KernelProvider.create().name();
        return new Machine(
                Runtime.version().toString(),
                Runtime.version().feature(),
                System.getProperty("java.vm.name"),
                kernels,
                laneBits(kernels),
                peers());
    }

    private static int laneBits(String kernels) {
        String digits = kernels.replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }

    private static Map<Peer, PeerBuild> peers() {
        Map<Peer, PeerBuild> peers = new EnumMap<>(Peer.class);
        String version = Runtime.version().toString();
        peers.put(Peer.JAVA, PeerBuild.of(version, "what the JIT compiler makes of it"));
        peers.put(
                Peer.FRESHET, PeerBuild.of("this build", KernelProvider.create().name()));
        peers.put(Peer.JVECTOR, PeerBuild.of(jvectorVersion(), JVectorScan.implementation()));
        peers.put(Peer.LUCENE, lucene());
        peers.putAll(natives());
        return peers;
    }

    private static Map<Peer, PeerBuild> natives() {
        String missing = NativePeers.missing();
        if (missing != null) {
            PeerBuild none = PeerBuild.missing(missing);
            return Map.of(Peer.C, none, Peer.OPENBLAS, none, Peer.FAISS, none, Peer.HNSWLIB, none);
        }
        return Map.of(
                Peer.C,
                PeerBuild.of(NativePeers.compiler(), NativePeers.instructionSet()),
                Peer.OPENBLAS,
                PeerBuild.of(NativePeers.openblasVersion(), openblasKernels(NativePeers.openblasCore())),
                Peer.FAISS,
                PeerBuild.of(NativePeers.faissVersion(), NativePeers.faissInstructionSet()),
                Peer.HNSWLIB,
                PeerBuild.of(NativePeers.hnswlibVersion(), NativePeers.instructionSet()));
    }

    private static String openblasKernels(String core) {
        return OPENBLAS_AVX512.contains(core) ? core + ", AVX-512" : core;
    }

    private static PeerBuild lucene() {
        String missing = LuceneScan.missing();
        if (missing != null) {
            return PeerBuild.missing(missing);
        }
        try {
            return PeerBuild.of(LuceneScan.version(), LuceneScan.implementation());
        } catch (ReflectiveOperationException | RuntimeException e) {
            return PeerBuild.missing("Lucene cannot be used: " + e);
        }
    }

    /** Its jar says so only where Maven does. */
    private static String jvectorVersion() {
        try (InputStream in = JVectorScan.class.getResourceAsStream(
                "/META-INF/maven/io.github.jbellis/jvector-base/pom.properties")) {
            if (in == null) {
                return "unknown";
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
