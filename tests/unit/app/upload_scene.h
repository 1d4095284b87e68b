#pragma once

#include <string>

#include <gtest/gtest.h>

#include "support/process.h"
#include "unit/app/office_scene.h"

namespace junheng::app {

/// A zip of the files of a folder, by Python. `more` is Python that writes into the archive `z`.
inline std::filesystem::path zip_of(const std::filesystem::path& folder, const std::filesystem::path& file,
                                    const std::string& more = "pass") {
  const std::string script =
      "import os,sys,zipfile\n"
      "z = zipfile.ZipFile(sys.argv[2], 'w', zipfile.ZIP_DEFLATED)\n"
      "for n in sorted(os.listdir(sys.argv[1])) if sys.argv[1] else []: z.write(os.path.join(sys.argv[1], n), 'data/' + n)\n" +
      more + "\nz.close()\n";
  testing::ProcessRequest request;
  request.argv = {"/usr/bin/env", "python3", "-c", script, folder.string(), file.string()};
  const testing::ProcessResult result = testing::run_process(request);
  if (result.exit_code != 0) throw std::logic_error(result.errors);
  return file;
}

class UploadFlow : public ::testing::Test {
 protected:
  UploadFlow() : editor_(scene_.account("editor", Role::Editor)) {}

  /// The upload as it stands once its job has ended.
  nlohmann::json upload(const std::filesystem::path& file, const std::string& name, const Access& access) {
    const nlohmann::json begun = nlohmann::json::parse(
        expect_value(scene_.office().uploads().add(access, {name, file, std::filesystem::file_size(file), "", {}}, Lang::En)));
    expect_value(scene_.office().jobs().wait(begun["job_id"].get<std::string>(), access));
    return show(begun["id"], access);
  }
  nlohmann::json show(const std::string& id, const Access& access) {
    return nlohmann::json::parse(expect_value(scene_.office().uploads().show(access, id, Lang::En)));
  }
  std::filesystem::path zipped() { return zip_of(scene_.generated(), scene_.path("upload.zip")); }

  OfficeScene scene_;
  Access editor_;
};

}  // namespace junheng::app
