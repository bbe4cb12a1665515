package dev.rondo.docs;

import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// All types of a source tree, read by the compiler's own parser: with their `///` comments, which classes have lost.
final class Sources {
    private final Map<String, Type> types = new TreeMap<>();
    private final Map<String, String> packages = new TreeMap<>();
    /// For each enum, what its `switch`es call for each constant.
    private final Map<String, Map<String, String>> cases = new TreeMap<>();

    static Sources read(Path root) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null); Stream<Path> walk = Files.walk(root)) {
            var java = walk.filter(p -> p.toString().endsWith(".java")).sorted().toList();
            var task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null,
                    files.getJavaFileObjectsFromPaths(java));
            var docs = DocTrees.instance(task);
            var sources = new Sources();
            for (var unit : task.parse()) sources.add(unit, docs);
            return sources;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What `package-info.java` says of a package.
    String packageComment(String packageName) { return packages.getOrDefault(packageName, ""); }

    /// Sorted by package and name.
    List<Type> all() { return List.copyOf(types.values()); }

    /// The type that `name` means in a package: one of its own, or else the only one or the first of that name.
    Optional<Type> find(String name, String packageName) {
        var own = Optional.ofNullable(types.get(packageName + "." + name));
        return own.isPresent() ? own : types.values().stream().filter(t -> t.name().equals(name)).findFirst();
    }

    /// Whether `type` is a kind of `parent`, both by their simple names.
    boolean isA(Type type, Type parent) {
        return type.equals(parent) || type.parents().stream()
                .anyMatch(p -> find(p, type.packageName()).filter(t -> isA(t, parent)).isPresent());
    }

    /// What a `switch` in the enum calls for `constant`, such as `Ops.relu`.
    Optional<String> calledFor(Type anEnum, String constant) {
        return Optional.ofNullable(cases.getOrDefault(anEnum.toString(), Map.of()).get(constant));
    }

    private void add(CompilationUnitTree unit, DocTrees docs) {
        var named = unit.getPackage();
        if (named == null) return;
        var packageName = named.getPackageName().toString();
        var said = comment(docs, new TreePath(new TreePath(unit), named));
        if (!said.isEmpty()) packages.put(packageName, said);
        for (var type : unit.getTypeDecls()) {
            if (type instanceof ClassTree c) add(packageName, "", c, new TreePath(new TreePath(unit), c), docs, false);
        }
    }

    private void add(String packageName, String outer, ClassTree c, TreePath path, DocTrees docs, boolean open) {
        var name = outer + c.getSimpleName();
        var parents = new ArrayList<String>();
        var parent = c.getExtendsClause();
        if (parent != null) parents.add(plain(parent));
        c.getImplementsClause().forEach(t -> parents.add(plain(t)));
        var methods = new ArrayList<Type.Method>();
        var constants = new LinkedHashMap<String, String>();
        boolean isInterface = c.getKind() == Tree.Kind.INTERFACE;
        for (var member : c.getMembers()) {
            var at = new TreePath(path, member);
            switch (member) {
                case MethodTree m -> methods.add(method(name, m, comment(docs, at), isInterface));
                case ClassTree inner -> add(packageName, name + ".", inner, at, docs, isInterface);
                case VariableTree v when c.getKind() == Tree.Kind.ENUM && v.getModifiers().getFlags().contains(
                        Modifier.STATIC)
                        && v.getInitializer() instanceof NewClassTree ->
                    constants.put(v.getName().toString(),
                            comment(docs, at));
                default -> {
                    // fields and initialisers are nobody's words
                }
            }
        }
        if (c.getKind() == Tree.Kind.ENUM) cases.put(packageName + "." + name, cases(path));
        boolean isPublic = open || c.getModifiers().getFlags().contains(Modifier.PUBLIC);
        types.put(packageName + "." + name, new Type(packageName, name, isPublic, c.getKind() == Tree.Kind.ENUM,
                isInterface, comment(docs, path), List.copyOf(parents), List.copyOf(methods),
                Collections.unmodifiableMap(constants)));
    }

    private static Type.Method method(String type, MethodTree m, String doc, boolean inInterface) {
        var flags = m.getModifiers().getFlags();
        var parameters = m.getParameters().stream()
                .map(p -> new Type.Parameter(varargs(p), p.getName().toString())).toList();
        var makes = new ArrayList<String>();
        var calls = new ArrayList<String>();
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitNewClass(NewClassTree made, @Nullable Void nothing) {
                makes.add(plain(made.getIdentifier()));
                return super.visitNewClass(made, null);
            }

            @Override
            public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void nothing) {
                calls.add(call.getMethodSelect().toString());
                return super.visitMethodInvocation(call, null);
            }
        }.scan(m.getBody(), null);
        boolean isOverride = m.getModifiers().getAnnotations().stream()
                .anyMatch(a -> a.getAnnotationType().toString().equals("Override"));
        var returns = m.getReturnType(); // a constructor has none
        var name = returns == null ? type.substring(type.lastIndexOf('.') + 1) : m.getName().toString();
        return new Type.Method(name, parameters, returns == null ? name : plain(returns),
                inInterface || flags.contains(Modifier.PUBLIC), flags.contains(Modifier.STATIC), isOverride, doc,
                List.copyOf(makes), List.copyOf(calls));
    }

    private static String varargs(VariableTree p) {
        return p.toString().contains("...") ? p.getType().toString().replaceAll("\\[\\]$", "…")
                : p.getType().toString();
    }

    private static Map<String, String> cases(TreePath path) {
        var found = new LinkedHashMap<String, String>();
        new TreePathScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitCase(CaseTree c, @Nullable Void nothing) {
                if (c.getBody() instanceof com.sun.source.tree.ExpressionStatementTree s
                        && s.getExpression() instanceof MethodInvocationTree call)
                    put(c, call);
                if (c.getBody() instanceof MethodInvocationTree call) put(c, call);
                return super.visitCase(c, null);
            }

            private void put(CaseTree c, MethodInvocationTree call) {
                c.getLabels().forEach(l -> found.putIfAbsent(l.toString(), call.getMethodSelect().toString()));
            }
        }.scan(path, null);
        return found;
    }

    /// Without type arguments and annotations.
    private static String plain(Tree type) {
        var t = type instanceof AnnotatedTypeTree a ? a.getUnderlyingType() : type;
        return t.toString().replaceAll("<.*>", "");
    }

    private static String comment(DocTrees docs, TreePath path) {
        var text = docs.getDocComment(path);
        return text == null ? "" : text.strip();
    }
}
