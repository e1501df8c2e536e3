// Tests in namespaces mostly wait for protocols, so several classes run side by side. Those that count what the whole process does say DoNotParallelize.
[assembly: Microsoft.VisualStudio.TestTools.UnitTesting.Parallelize(Scope = Microsoft.VisualStudio.TestTools.UnitTesting.ExecutionScope.ClassLevel, Workers = 4)]
